/**
 * @module Events and callbacks of the platform → envelopes. The SDK hands them over flattened: the fields of header and
 * event side by side. However old an event is, it is taken: the platform repeats for seven hours.
 */
import { z } from 'zod';
import type { Inbound } from '../flow/inbound.ts';
import { formValues, withReplaced } from './form-values.ts';
import { messageText } from './message-text.ts';
import { clickedOf } from './op-code.ts';
import type { Envelope, Recall } from './port.ts';

/** Why nothing is done, in a word for the log. */
export interface Ignored {
  readonly ignored: string;
}
export type Parsed = { readonly envelope: Envelope } | Ignored;

const count = z.union([z.string().regex(/^\d+$/), z.number().nonnegative()]).transform(Number);
const personSchema = z.object({ open_id: z.string().min(1) });
const headSchema = { event_id: z.string().min(1), tenant_key: z.string(), create_time: count };

const messageSchema = z.object({
  tenant_key: z.string(),
  sender: z.object({ sender_id: personSchema, sender_type: z.string(), tenant_key: z.string().nullish() }),
  message: z.object({
    message_id: z.string().min(1),
    parent_id: z.string().nullish(),
    create_time: count,
    chat_id: z.string(),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(z.object({ key: z.string(), name: z.string().optional() })).nullish(),
  }),
});

/** The header names the tenant that the app is installed in; whoever says something may be of another. */
const from = (home: string, tenant: string | null | undefined): Pick<Envelope, 'from'> =>
  tenant === null || tenant === undefined || tenant === '' || tenant === home ? {} : { from: tenant };

const fileSchema = z.object({ file_key: z.string().min(1), file_name: z.string().min(1) });

/** Key and name of the file that a message brings. */
function fileIn(type: string, content: string): { file?: { key: string; name: string } } {
  if (type !== 'file') return {};
  try {
    const { file_key: key, file_name: name } = fileSchema.parse(JSON.parse(content));
    return { file: { key, name } };
  } catch {
    return {};
  }
}

export function parseMessage(data: unknown): Parsed {
  const parsed = messageSchema.safeParse(data);
  if (!parsed.success) return unusable(data);
  const { tenant_key, sender, message } = parsed.data;
  // Two bots in one chat would talk for ever.
  if (sender.sender_type !== 'user') return { ignored: `sender-${sender.sender_type}` };
  const group = message.chat_type !== 'p2p';
  const text = messageText(message.message_type, message.content, message.mentions ?? [], group);
  const { parent_id: replyTo } = message;
  const common = { id: message.message_id, by: sender.sender_id.open_id, at: message.create_time };
  const inbound: Inbound =
    text === undefined
      ? {
          ...common,
          type: 'other',
          what: message.message_type,
          ...fileIn(message.message_type, message.content),
        }
      : { ...common, type: 'text', text, ...(replyTo ? { replyTo } : {}) };
  return {
    envelope: {
      tenant: tenant_key,
      ...from(tenant_key, sender.tenant_key),
      group,
      chat: message.chat_id,
      inbound,
    },
  };
}

/** The SDK has no type for it. Only these two ids are always there; the rest depends on scopes and on the button. */
const clickSchema = z.object({
  ...headSchema,
  operator: personSchema.extend({ tenant_key: z.string().nullish() }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().optional() }),
  action: z.object({
    value: z.unknown().optional(),
    name: z.string().optional(),
    form_value: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** Microseconds are told from milliseconds by their size. */
const MICROSECONDS = 1e14;

export function parseClick(data: unknown): Parsed {
  const parsed = clickSchema.safeParse(data);
  if (!parsed.success) return unusable(data);
  const { event_id, tenant_key, create_time, operator, context, action } = parsed.data;
  const raw = action.form_value ?? undefined;
  const form = raw && formValues(raw);
  const clicked = clickedOf(action.value, action.name, Object.keys(form ?? {}));
  if (!clicked) return { ignored: 'button-of-no-known-meaning' };
  return {
    envelope: {
      tenant: tenant_key,
      ...from(tenant_key, operator.tenant_key),
      group: false,
      ...(context.open_chat_id === undefined ? {} : { chat: context.open_chat_id }),
      report: clicked.report,
      inbound: {
        id: event_id,
        by: operator.open_id,
        at: create_time >= MICROSECONDS ? Math.floor(create_time / 1000) : create_time,
        type: 'click',
        op: raw && form ? withReplaced(clicked.op, raw, form) : clicked.op,
        shown: clicked.version,
        message: context.open_message_id,
        ...(form ? { form } : {}),
      },
    },
  };
}

const enterSchema = z.object({ ...headSchema, chat_id: z.string().optional(), operator_id: personSchema });

export function parseEnter(data: unknown): Parsed {
  const parsed = enterSchema.safeParse(data);
  if (!parsed.success) return unusable(data);
  const { event_id, tenant_key, create_time, chat_id, operator_id } = parsed.data;
  const inbound = { id: event_id, by: operator_id.open_id, at: create_time, type: 'enter' as const };
  return {
    envelope: {
      tenant: tenant_key,
      group: false,
      ...(chat_id === undefined ? {} : { chat: chat_id }),
      inbound,
    },
  };
}

const menuSchema = z.object({
  ...headSchema,
  operator: z.object({ operator_id: personSchema }),
  event_key: z.string(),
  /** Seconds. */
  timestamp: count,
});

export function parseMenu(data: unknown): Parsed {
  const parsed = menuSchema.safeParse(data);
  if (!parsed.success) return unusable(data);
  const { event_id, tenant_key, operator, event_key, timestamp } = parsed.data;
  return {
    envelope: {
      tenant: tenant_key,
      group: false,
      inbound: {
        id: event_id,
        by: operator.operator_id.open_id,
        at: timestamp * 1000,
        type: 'menu',
        key: event_key,
      },
    },
  };
}

const recallSchema = z.object({
  ...headSchema,
  message_id: z.string().min(1),
  chat_id: z.string().min(1),
  recall_time: count,
});

export function parseRecall(data: unknown): { readonly recall: Recall } | Ignored {
  const parsed = recallSchema.safeParse(data);
  if (!parsed.success) return unusable(data);
  const {
    event_id: id,
    tenant_key: tenant,
    chat_id: chat,
    message_id: message,
    recall_time: at,
  } = parsed.data;
  return { recall: { tenant, id, chat, message, at } };
}

/** A shape nobody expects will not be better when it is repeated. Only which fields it has is told. */
function unusable(data: unknown): Ignored {
  const fields = data !== null && typeof data === 'object' ? Object.keys(data).sort().join(',') : typeof data;
  return { ignored: `unusable: ${fields}` };
}
