/** The global MimeType, for blobs and files. */
import { guard } from '../facade';

export const MimeTypes = guard(
  {
    GOOGLE_APPS_SCRIPT: 'application/vnd.google-apps.script',
    GOOGLE_DRAWINGS: 'application/vnd.google-apps.drawing',
    GOOGLE_DOCS: 'application/vnd.google-apps.document',
    GOOGLE_FORMS: 'application/vnd.google-apps.form',
    GOOGLE_SHEETS: 'application/vnd.google-apps.spreadsheet',
    GOOGLE_SLIDES: 'application/vnd.google-apps.presentation',
    FOLDER: 'application/vnd.google-apps.folder',
    BMP: 'image/bmp',
    GIF: 'image/gif',
    JPEG: 'image/jpeg',
    PNG: 'image/png',
    SVG: 'image/svg+xml',
    PDF: 'application/pdf',
    CSS: 'text/css',
    CSV: 'text/csv',
    HTML: 'text/html',
    JAVASCRIPT: 'text/javascript',
    PLAIN_TEXT: 'text/plain',
    RTF: 'application/rtf',
    MICROSOFT_EXCEL: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    MICROSOFT_EXCEL_LEGACY: 'application/vnd.ms-excel',
    ZIP: 'application/zip',
  },
  'MimeType',
);
