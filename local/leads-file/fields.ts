/** The six columns that every leads tab has, in the order they are laid out: those that the sync knows. */
export { LEAD_FIELDS as FIELDS, type LeadField as Field } from '../../src/core/lead';
