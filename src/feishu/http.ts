/**
 * @module HTTP towards the platform: time-outs everywhere, and a business error is a rejection for every method
 * (the SDK resolves them, and gives null for uploads).
 *
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured, except for a loopback domain (the local emulator), which is always
 * reached directly. The socket of the long connection never uses a proxy.
 */
import type { HttpInstance } from '@larksuiteoapi/node-sdk';
import axios, { type AxiosInstance } from 'axios';
import { failureOf } from './errors.ts';
import { pick } from './log.ts';

/** Told of every call that ended: which endpoint, without any id, and the platform's code or what stood in its way. */
export type Called = (endpoint: string, code: string) => void;

export function createHttp(domain: string, timeout: number, called: Called = () => undefined): AxiosInstance {
  const http = bare(domain, timeout);
  http.interceptors.response.use(
    (response) => {
      const body: unknown = response.data;
      const failed = hasCode(body) && body.code !== 0;
      called(endpointOf(response.config), failed ? String(body.code) : '0');
      if (failed) throw failureOf({ response });
      // How the SDK asks for a download: it wants the headers beside the stream.
      return '$return_headers' in response.config ? response : response.data;
    },
    (error: unknown) => {
      const failure = failureOf(error);
      called(endpointOf(pick(error, 'config')), failure.code);
      throw failure;
    },
  );
  return http;
}

/** The words that the paths of our calls are made of; whatever else stands in one is an id. */
const PATH_WORDS = new Set(
  'auth tenant_access_token internal im messages reply files resources contact users departments'.split(' '),
);

/** `POST im/v1/messages/:id/reply`. */
function endpointOf(config: unknown): string {
  const url = pick(config, 'url');
  const path = typeof url === 'string' ? url.replace(/^https?:\/\/[^/]*/, '').replace(/[?#].*$/s, '') : '';
  const named = path
    .split('/')
    .filter((part) => part !== '' && part !== 'open-apis')
    .map((part) => (PATH_WORDS.has(part) || /^v\d$/.test(part) ? part : ':id'));
  return `${String(pick(config, 'method') ?? '').toUpperCase()} ${named.join('/')}`;
}

/** For the long connection's endpoint: the SDK wants to see the code, and we do too. */
export function createEndpointHttp(
  domain: string,
  timeout: number,
  seen: (body: unknown) => void,
): AxiosInstance {
  const http = bare(domain, timeout);
  // The SDK asks for 15 s of its own.
  http.interceptors.request.use((config) => ({ ...config, timeout }));
  http.interceptors.response.use(
    (response) => {
      seen(response.data);
      return response.data;
    },
    (error: unknown) => {
      const failure = failureOf(error);
      seen({ code: failure.code });
      throw failure;
    },
  );
  return http;
}

/** For looking at the platform: whatever it answers is an answer, with its status and headers. */
export function createRawHttp(domain: string, timeout: number): AxiosInstance {
  const http = bare(domain, timeout);
  http.defaults.validateStatus = () => true;
  return http;
}

/**
 * The SDK's type for an HTTP client promises whatever its caller names, so no real client has it; with the interceptors
 * above, which hand out the body, this one behaves as promised.
 */
export const asSdkHttp = (http: AxiosInstance): HttpInstance => http as unknown as HttpInstance;

function bare(domain: string, timeout: number): AxiosInstance {
  return axios.create({ timeout, ...(isLoopback(domain) ? { proxy: false } : {}) });
}

function isLoopback(domain: string): boolean {
  const host = URL.canParse(domain) ? new URL(domain).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

const hasCode = (body: unknown): body is { readonly code: number } =>
  body !== null && typeof body === 'object' && 'code' in body && typeof body.code === 'number';
