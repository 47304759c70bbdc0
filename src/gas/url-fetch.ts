/** UrlFetchApp as the tracker client's `send`. */
import type { HttpAnswer, HttpRequest, Send } from '../tracker/http';

export const sendByUrlFetch: Send = ({ method, url, headers, body }: HttpRequest): HttpAnswer => {
  const response = UrlFetchApp.fetch(url, {
    method: method.toLowerCase() as Lowercase<HttpRequest['method']>,
    headers: { ...headers },
    muteHttpExceptions: true,
    // A redirect would carry the key elsewhere, and turn a POST into a GET.
    followRedirects: false,
    ...(body === undefined ? {} : { contentType: 'application/json', payload: body }),
  });
  return {
    status: response.getResponseCode(),
    headers: lowerCaseNames(response.getHeaders() as Record<string, unknown>),
    body: response.getContentText(),
  };
};

function lowerCaseNames(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
