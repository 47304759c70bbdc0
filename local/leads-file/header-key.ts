/** Makes headers comparable: 'E-mail', 'e_mail', 'eMail' and ' EMAIL ' have one key. */

/** @returns letters and digits only, in lower case, without accents; '' when there are none */
export function headerKey(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
