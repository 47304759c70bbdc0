/** Which headers stand for which field, as data: earlier steps, and earlier words in a step, win. */
import type { Field } from './fields';
import { headerKey } from './header-key';

/** Words are written as people write them and compared by `headerKey`. */
interface NamePair {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

export type Step =
  | { readonly kind: 'alias'; readonly words: readonly string[] }
  /** A given and a family name that together are the name. */
  | { readonly kind: 'pair'; readonly pairs: readonly NamePair[]; readonly typos: boolean }
  /** One letter off. Only for words with no everyday neighbour, and never for ids: a wrong id is worse than none. */
  | { readonly kind: 'typo'; readonly words: readonly string[] };

const alias = (...words: string[]): Step => ({ kind: 'alias', words: words.map(headerKey) });
const typo = (...words: string[]): Step => ({ kind: 'typo', words: words.map(headerKey) });
const pair = (first: string[], last: string[]): NamePair => ({
  first: first.map(headerKey),
  last: last.map(headerKey),
});

const FIRST_NAME = ['First Name', 'Given Name', 'Forename', 'FName', 'Contact First Name', 'Lead First Name'];
const LAST_NAME = ['Last Name', 'Surname', 'Family Name', 'LName', 'Contact Last Name', 'Lead Last Name'];

/** A pair never mixes languages: 'Nom' is a family name beside 'Prénom', 'Name' beside 'Vorname'. */
const NAME_PAIRS: readonly NamePair[] = [
  pair(FIRST_NAME, LAST_NAME),
  pair(['First'], ['Last']),
  pair(['Nombre', 'Nombres', 'Primer nombre'], ['Apellidos', 'Apellido', 'Primer apellido']),
  pair(['Prénom', 'Prénoms'], ['Nom', 'Nom de famille']),
  pair(['Vorname', 'Vornamen'], ['Nachname', 'Familienname', 'Zuname', 'Name']),
  pair(['Nome', 'Primeiro nome'], ['Sobrenome', 'Apelido', 'Último nome']),
];

// prettier-ignore
export const FIELD_RULES: Readonly<Record<Field, readonly Step[]>> = {
  id: [
    alias('id', 'Lead ID', 'Contact ID', 'Record ID', 'Record ID - Contact', 'Person ID', 'Prospect ID', 'Leadgen ID',
      'Customer ID', 'Client ID', 'Account ID', 'Deal ID', 'Opportunity ID', 'External ID', 'UUID', 'GUID',
      'Lead Number', 'Lead No', 'Customer Number', 'Customer No',
      'ID de lead', 'ID de contacto', 'ID contacto', 'ID de cliente', 'ID cliente', 'Número de cliente', 'Identificador',
      'Identifiant', 'ID du contact', 'ID client', 'Numéro client', 'Numéro de client',
      'Kontakt-ID', 'Kunden-ID', 'Kundennummer', 'Leadnummer', 'Datensatz-ID',
      'ID do lead', 'ID do contato', 'ID do cliente', 'Código do cliente'),
  ],
  name: [
    alias('name', 'Full Name', 'Nombre completo', 'Nombre y apellidos', 'Nom complet', 'Nom et prénom', 'Prénom et nom',
      'Vollständiger Name', 'Vor- und Nachname', 'Nome completo', 'Nombre', 'Nom', 'Nome'),
    { kind: 'pair', pairs: NAME_PAIRS, typos: false },
    alias('Lead Name', 'Contact Name', 'Contact Full Name', 'Person Name', 'Client Name', 'Customer Name', 'Prospect Name',
      'Your Name', 'Display Name', 'Contact Person', 'Deal Contact Person', 'Contact', 'Customer', 'Client',
      'Nombre del contacto', 'Nombre del cliente', 'Contacto', 'Cliente', 'Nom du contact', 'Nom du client',
      'Ansprechpartner', 'Kontaktname', 'Kundenname', 'Kontakt', 'Kunde', 'Nome do contato', 'Nome do cliente', 'Contato'),
    { kind: 'pair', pairs: NAME_PAIRS, typos: true },
    alias(...FIRST_NAME, ...LAST_NAME, 'Prénom', 'Vorname', 'Primer nombre', 'Nombres', 'Primeiro nome',
      'Apellidos', 'Apellido', 'Nom de famille', 'Nachname', 'Familienname', 'Sobrenome', 'Apelido'),
    typo('name', 'Full Name'),
    alias('Deal Name', 'Deal Title', 'Lead Title', 'Opportunity Name', 'Company', 'Company Name', 'Account Name', 'Account',
      'Organization', 'Organisation', 'Organization Name', 'Business Name', 'Empresa', 'Compañía', 'Razón social',
      'Société', 'Entreprise', 'Firma', 'Firmenname', 'Unternehmen'),
  ],
  email: [
    alias('email', 'Email Address', 'Email ID', 'Mail', 'Mail Address', 'Lead Email', 'Contact Email', 'Person Email',
      'Customer Email', 'Client Email', 'Your Email', 'Primary Email', 'Main Email', 'Work Email', 'Business Email',
      'Company Email', 'Email (Work)', 'Person - Email - Work', 'Email 1', 'Email Address 1', 'E-mail 1 - Value',
      'Personal Email', 'Person - Email - Home', 'Person - Email - Other',
      'Correo', 'Correo electrónico', 'Dirección de correo', 'Dirección de correo electrónico', 'Courriel',
      'Adresse e-mail', 'Adresse mail', 'Adresse électronique', 'E-Mail-Adresse', 'Mailadresse',
      'Correio eletrônico', 'Endereço de e-mail', 'Email 2', 'Secondary Email', 'Alternate Email', 'Other Email'),
    typo('email', 'Email Address'),
  ],
  status: [
    alias('status', 'Lead Status', 'Contact Status', 'CRM Status', 'Deal Stage', 'Lead Stage', 'Pipeline Stage',
      'Sales Stage', 'Opportunity Stage', 'Stage', 'Stage Name', 'Deal Status', 'Sales Status',
      'Estado del lead', 'Estado del contacto', 'Estatus', 'Situación', 'Etapa', 'Etapa del negocio', 'Statut',
      'Statut du lead', 'Statut du prospect', 'Étape', 'Lead-Phase', 'Vertriebsphase', 'Phase',
      'Status do lead', 'Situação', 'Estágio', 'Fase', 'Estado', 'État'),
    typo('status', 'Lead Status'),
    alias('Lifecycle Stage', 'Lifecycle', 'Customer Stage'),
  ],
  source: [
    alias('source', 'Lead Source', 'Original Source', 'Original Source Type', 'Contact Source', 'Data Source',
      'Source Name', 'Lead Channel', 'Traffic Source', 'Original Traffic Source', 'First Source', 'UTM Source',
      'Fuente', 'Fuente del lead', 'Origen', 'Origen del lead', 'Source du lead', 'Origine', 'Provenance',
      'Quelle', 'Lead-Quelle', 'Herkunft', 'Fonte', 'Fonte do lead', 'Origem', 'Origem do lead'),
    typo('source', 'Lead Source'),
    alias('Channel', 'Canal', 'Kanal', 'Latest Source', 'Platform', 'Plateforme', 'Plataforma', 'Plattform'),
  ],
  task_id: [alias('task_id')],
};

/** Words that mean something else when one of these stands in the same header. */
export const UNLESS: Readonly<Record<string, readonly string[]>> = {
  name: ['vorname', 'vornamen'],
  nombre: ['apellido', 'apellidos', 'primerapellido'],
  nom: ['prenom', 'prenoms'],
  nome: ['sobrenome', 'apelido', 'ultimonome'],
  // Also a part of an address: a state or a region.
  estado: ['ciudad', 'cidade', 'municipio', 'codigopostal', 'cep'],
  etat: ['ville', 'codepostal'],
};

/** Real words that are one letter away from a known header. */
export const NOT_TYPOS: readonly string[] = ['game', 'same', 'listname'];
