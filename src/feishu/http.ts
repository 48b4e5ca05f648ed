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

export function createHttp(domain: string, timeout: number): AxiosInstance {
  const http = bare(domain, timeout);
  http.interceptors.response.use(
    (response) => {
      const body: unknown = response.data;
      if (hasCode(body) && body.code !== 0) throw failureOf({ response });
      // How the SDK asks for a download: it wants the headers beside the stream.
      return '$return_headers' in response.config ? response : response.data;
    },
    (error: unknown) => {
      throw failureOf(error);
    },
  );
  return http;
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
