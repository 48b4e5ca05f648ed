/** @module The platform's API calls that the bot makes, with the token handled and the replies parsed. */
import { Client, LoggerLevel, withTenantToken } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import { BeforeSending, CallFailure, failureOf, isTokenFailure } from './errors.ts';
import { asSdkHttp, type Called, createHttp } from './http.ts';
import { type Log, sdkLogger } from './log.ts';
import { createTokens } from './tokens.ts';

export interface Sent {
  readonly message: string;
  /** The platform's time of it, ms. */
  readonly at: number;
}

export type Address =
  | { readonly type: 'open_id' | 'chat_id'; readonly id: string }
  | { readonly type: 'reply'; readonly id: string };

/** All reject with a CallFailure. */
export interface Api {
  /** Fetches the token, so that a wrong secret shows before anything is sent. */
  warm(): Promise<void>;
  send(to: Address, type: 'text' | 'interactive' | 'file', content: string, uuid: string): Promise<Sent>;
  /** → file_key */
  upload(name: string, bytes: Uint8Array): Promise<string>;
  patch(message: string, content: string): Promise<void>;
  /** Takes one of its own messages back. */
  recall(message: string): Promise<void>;
  /** Open ids of the departments of a person and of all above them; `allowed` resolves when one more call may go out. */
  departments(person: string, allowed: () => Promise<void>): Promise<readonly string[]>;
  /** The bytes of a file in a message; rejects, too, when there are more than `most`. */
  download(message: string, key: string, most: number): Promise<Uint8Array>;
}

export interface ApiOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly domain: string;
  readonly log: Log;
  readonly now: () => number;
  /** ms */
  readonly timeouts: { readonly http: number; readonly upload: number };
  readonly called?: Called;
}

const sentSchema = z.object({
  data: z.object({
    message_id: z.string().min(1),
    create_time: z.string().regex(/^\d+$/).transform(Number),
  }),
});
/** The fields are absent when the app may not read them. */
const userSchema = z.object({ data: z.object({ user: z.object({ department_ids: z.array(z.string()) }) }) });
const departmentSchema = z.object({
  data: z.object({ department: z.object({ parent_department_id: z.string() }) }),
});
/** More than any organisation is deep, times the departments of one person. */
const DEPARTMENTS_MOST = 50;
const uploadSchema = z.object({ file_key: z.string().min(1) });

type Authorised = ReturnType<typeof withTenantToken>;

export function createApi({ appId, appSecret, domain, log, now, timeouts, called }: ApiOptions): Api {
  const http = createHttp(domain, timeouts.http, called);
  const tokens = createTokens({ http, domain, appId, appSecret, now });
  const common = {
    appId,
    appSecret,
    domain,
    disableTokenCache: true,
    logger: sdkLogger(log),
    loggerLevel: LoggerLevel.error,
  };
  const client = new Client({ ...common, httpInstance: asSdkHttp(http) });
  const uploads = createHttp(domain, timeouts.upload, called);
  const uploader = new Client({ ...common, httpInstance: asSdkHttp(uploads) });

  /** A refused token is dropped and the call made once more. */
  const authorised = async <T>(call: (auth: Authorised) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      const token = await tokens.get().catch((error: unknown) => {
        throw new BeforeSending(failureOf(error));
      });
      try {
        return await call(withTenantToken(token));
      } catch (error) {
        const failure = failureOf(error);
        if (!isTokenFailure(failure) || attempt > 1) throw failure;
        log.warn({ code: failure.code, logId: failure.logId }, 'feishu token refused, fetching a new one');
        tokens.drop(token);
      }
    }
  };

  return {
    warm: async () => {
      await tokens.get();
    },
    send: async (to, type, content, uuid) => {
      const data = { msg_type: type, content, uuid };
      const reply: unknown = await authorised((auth) =>
        to.type === 'reply'
          ? client.im.v1.message.reply({ path: { message_id: encodeURIComponent(to.id) }, data }, auth)
          : client.im.v1.message.create(
              { params: { receive_id_type: to.type }, data: { ...data, receive_id: to.id } },
              auth,
            ),
      );
      const parsed = sentSchema.safeParse(reply);
      // It may well have been sent; the repeat with the same uuid will tell.
      if (!parsed.success) throw new CallFailure('reply-without-message');
      return { message: parsed.data.data.message_id, at: parsed.data.data.create_time };
    },
    upload: async (name, bytes) => {
      const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const reply: unknown = await authorised((auth) =>
        uploader.im.v1.file.create({ data: { file_type: 'stream', file_name: name, file } }, auth),
      );
      const parsed = uploadSchema.safeParse(reply);
      if (!parsed.success) throw new CallFailure('upload-without-key');
      return parsed.data.file_key;
    },
    download: async (message, key, most) => {
      const resource = await authorised((auth) =>
        client.im.v1.messageResource.get(
          {
            path: { message_id: encodeURIComponent(message), file_key: encodeURIComponent(key) },
            params: { type: 'file' },
          },
          auth,
        ),
      );
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of resource.getReadableStream()) {
        const bytes = Buffer.from(chunk as Uint8Array);
        size += bytes.length;
        if (size > most) throw new CallFailure('download-too-large');
        chunks.push(bytes);
      }
      return Buffer.concat(chunks);
    },
    recall: async (message) => {
      await authorised((auth) =>
        client.im.v1.message.delete({ path: { message_id: encodeURIComponent(message) } }, auth),
      );
    },
    departments: async (person, allowed) => {
      await allowed();
      const user: unknown = await authorised((auth) =>
        client.contact.v3.user.get(
          {
            path: { user_id: encodeURIComponent(person) },
            params: { user_id_type: 'open_id', department_id_type: 'open_department_id' },
          },
          auth,
        ),
      );
      const parsed = userSchema.safeParse(user);
      if (!parsed.success) throw new CallFailure('user-without-departments');
      const found = new Set<string>();
      const open = [...parsed.data.data.user.department_ids];
      for (let id = open.pop(); id !== undefined && found.size < DEPARTMENTS_MOST; id = open.pop()) {
        // `0` is the whole organisation.
        if (id === '0' || found.has(id)) continue;
        found.add(id);
        const path = { department_id: encodeURIComponent(id) };
        await allowed();
        const department: unknown = await authorised((auth) =>
          client.contact.v3.department.get(
            { path, params: { department_id_type: 'open_department_id' } },
            auth,
          ),
        );
        const above = departmentSchema.safeParse(department);
        if (above.success) open.push(above.data.data.department.parent_department_id);
      }
      return [...found];
    },
    patch: async (message, content) => {
      await authorised((auth) =>
        client.im.v1.message.patch(
          { path: { message_id: encodeURIComponent(message) }, data: { content } },
          auth,
        ),
      );
    },
  };
}
