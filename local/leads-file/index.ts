/** Reads the CSV files that people really have into the six columns of a leads tab. */
export { readLeadsFile } from './read-leads-file';
export { parseLeadsFile, type LeadsFile } from './parse-leads-file';
export { LeadsFileError, LEADS_FILE_ERRORS, type LeadsFileErrorCode } from './leads-file-error';
export { FIELDS, type Field } from './fields';
