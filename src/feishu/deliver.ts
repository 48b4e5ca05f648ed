/** @module A delivery as API calls, and what became of it. Never rejects for anything the platform or network does. */
import type { Screen } from '../flow/screen.ts';
import type { Recipient } from '../store/port.ts';
import { buildCard } from './card.ts';
import type { Address, Api } from './client.ts';
import {
  BeforeSending,
  failureOf,
  isAudited,
  isCardRefused,
  isPastChange,
  isScopeMissing,
  outcomeOf,
} from './errors.ts';
import { escapeText } from './escape.ts';
import type { Log } from './log.ts';
import type { Content, Delivered, Delivery } from './port.ts';
import { neutralText, screenText } from './screen-text.ts';

/** The platform's limit of a file, bytes. */
const FILE_LIMIT = 30 * 1024 * 1024;
/** Spread of repeated calls, ms. */
const JITTER = 500;

export function createDeliver(
  api: Api,
  log: Log,
  now: () => number,
): (delivery: Delivery) => Promise<Delivered> {
  return async (delivery) => {
    if ('recall' in delivery) return recall(api, log, now, delivery.recall);
    const delivered =
      'patch' in delivery ? await patch(api, log, now, delivery) : await send(api, log, delivery);
    const which = 'patch' in delivery ? { patch: delivery.patch } : { uuid: delivery.uuid };
    if (delivered.outcome === 'refused') log.error({ ...which, ...delivered }, 'feishu delivery refused');
    else if (delivered.outcome !== 'sent')
      log.warn({ ...which, ...delivered }, 'feishu delivery not confirmed');
    return delivered;
  };
}

type Sending = Extract<Delivery, { uuid: string }>;

async function send(api: Api, log: Log, { uuid, to, content }: Sending): Promise<Delivered> {
  if ('file' in content) return sendFile(api, addressOf(to), uuid, content.file);
  if ('fileKey' in content) return sendKey(api, addressOf(to), uuid, content.fileKey);
  if ('text' in content) return sendText(api, addressOf(to), uuid, content.text);
  return sendScreen(api, log, addressOf(to), uuid, content);
}

async function sendScreen(
  api: Api,
  log: Log,
  to: Address,
  uuid: string,
  { screen }: Extract<Content, { screen: unknown }>,
): Promise<Delivered> {
  const card = buildCard(screen);
  const delivered = card
    ? await attempt(false, () => api.send(to, 'interactive', JSON.stringify(card), uuid))
    : UNFIT;
  return delivered.outcome === 'refused' ? inWords(api, log, to, uuid, screen, delivered) : delivered;
}

type Refused = Extract<Delivered, { outcome: 'refused' }>;

/** The card is larger than the platform takes, whatever is left out: it is not even tried. */
const UNFIT: Refused = { outcome: 'refused', scope: 'message', code: 'card-too-large' };

/** A card that is refused for what it is goes out as a text; a refused message has not used up its uuid. */
async function inWords(
  api: Api,
  log: Log,
  to: Address,
  uuid: string,
  screen: Screen,
  refused: Refused,
): Promise<Delivered> {
  const { code } = refused;
  const which = { report: screen.report, code };
  if (isAudited(code)) {
    log.warn(which, 'card refused by the content check, neutral text sent');
    return sendText(api, to, uuid, neutralText(screen));
  }
  if (refused !== UNFIT && !isCardRefused(code)) return refused;
  log.error(which, 'card refused, sent as text');
  return sendText(api, to, uuid, screenText(screen));
}

function sendText(api: Api, to: Address, uuid: string, text: string): Promise<Delivered> {
  return attempt(false, () => api.send(to, 'text', JSON.stringify({ text: escapeText(text) }), uuid));
}

async function sendFile(
  api: Api,
  to: Address,
  uuid: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Delivered> {
  if (bytes.byteLength === 0) return { outcome: 'refused', scope: 'message', code: 'file-empty' };
  if (bytes.byteLength > FILE_LIMIT) return { outcome: 'refused', scope: 'message', code: 'file-too-large' };
  let key = '';
  const uploaded = await attempt(true, async () => {
    key = await api.upload(name, bytes);
    return { message: '', at: 0 };
  });
  // Without the scope for files everything else still goes out.
  if (uploaded.outcome === 'refused' && isScopeMissing(uploaded.code))
    return { ...uploaded, scope: 'message' };
  if (uploaded.outcome !== 'sent') return uploaded;
  const delivered = await sendKey(api, to, uuid, key);
  return delivered.outcome === 'sent' ? { ...delivered, fileKey: key } : delivered;
}

const sendKey = (api: Api, to: Address, uuid: string, key: string): Promise<Delivered> =>
  attempt(false, () => api.send(to, 'file', JSON.stringify({ file_key: key }), uuid));

/** A card that cannot be shown in place of the old one is said in a message of its own, one without an old one sent anew. */
async function patch(
  api: Api,
  log: Log,
  now: () => number,
  { patch: message, screen, instead }: Extract<Delivery, { patch: string }>,
): Promise<Delivered> {
  const card = buildCard(screen);
  const delivered = card
    ? await attempt(true, async () => {
        await api.patch(message, JSON.stringify(card));
        // The platform tells no time for it.
        return { message, at: now() };
      })
    : UNFIT;
  if (delivered.outcome !== 'refused') return delivered;
  const to = addressOf(instead.to);
  if (isPastChange(delivered.code)) {
    log.info({ patch: message, code: delivered.code }, 'message can no longer be changed, a new one is sent');
    return sendScreen(api, log, to, instead.uuid, { screen });
  }
  return inWords(api, log, to, instead.uuid, screen, delivered);
}

/** What is gone already, or too old to be taken back, is no failure of ours. */
async function recall(api: Api, log: Log, now: () => number, message: string): Promise<Delivered> {
  const recalled = await attempt(true, async () => {
    await api.recall(message);
    return { message, at: now() };
  });
  if (recalled.outcome !== 'sent') log.info({ recall: message, ...recalled }, 'feishu message not recalled');
  return recalled;
}

async function attempt(
  repeatable: boolean,
  call: () => Promise<{ readonly message: string; readonly at: number }>,
): Promise<Delivered> {
  try {
    return { outcome: 'sent', ...(await call()) };
  } catch (error) {
    const outcome = outcomeOf(failureOf(error), repeatable || error instanceof BeforeSending);
    if (outcome.outcome === 'refused') return outcome;
    return { ...outcome, wait: outcome.wait + Math.floor(Math.random() * JITTER) };
  }
}

function addressOf(to: Recipient): Address {
  if ('person' in to) return { type: 'open_id', id: to.person };
  if ('chat' in to) return { type: 'chat_id', id: to.chat };
  return { type: 'reply', id: to.replyTo };
}
