/** What the side API takes, as schemas: the same for calls in process and over HTTP. */
import { z } from 'zod';

/** A person by name or open_id. */
const person = z.string().min(1);

export const SAY = z.strictObject({
  person,
  text: z.string().optional(),
  messageId: z.string().optional(),
  /** Time of the message in ms; default now. */
  createTime: z.number().optional(),
  eventId: z.string().optional(),
  /** group: said in a group with an @ of the bot. */
  chatType: z.enum(['p2p', 'group']).optional(),
  /** A group made by `group`; without it, a group of everybody. */
  chatId: z.string().optional(),
  messageType: z.string().optional(),
  /** Content for other types, e.g. `{ latitude: "…" }`; text, file and image fill their own. */
  content: z.record(z.string(), z.unknown()).optional(),
  /** For file, image and audio messages. */
  file: z.strictObject({ name: z.string(), base64: z.string() }).optional(),
  parentId: z.string().optional(),
  /** Pushed so many times, as the platform may. */
  times: z.number().int().min(1).max(5).optional(),
  /** In the chat at once, pushed so much later, ms. */
  delayMs: z.number().min(0).max(600_000).optional(),
});

export const CLICK = z.strictObject({
  /** Whose chat; also who clicks, unless `as` names another. */
  person,
  as: person.optional(),
  messageId: z.string(),
  /** Name of a button (or select, checker, input outside a form), else its element_id, else the text on it. */
  button: z.string(),
  values: z.record(z.string(), z.unknown()).optional(),
  option: z.string().optional(),
  options: z.array(z.string()).optional(),
  checked: z.boolean().optional(),
  inputValue: z.string().optional(),
  /** Click on an earlier version of the card, as from a screen that was not refreshed; 0 = the first. */
  cardVersion: z.number().int().min(0).optional(),
  /** Replaces parts of the action as it is sent, to make clicks no real client would; null removes a part. */
  action: z.record(z.string(), z.unknown()).optional(),
});

export const WHO = z.strictObject({ person });
export const MENU = z.strictObject({ person, key: z.string() });
export const ONE_MESSAGE = z.strictObject({ messageId: z.string() });
export const GROUP = z.strictObject({ name: z.string(), people: z.array(person) });
export const PERSON = z.strictObject({
  name: z.string().min(1),
  /** Refuse every message to this person with that code; 0 = no longer. */
  refuseWith: z.number().int().optional(),
});
export const REPEAT = z.strictObject({
  /** event_id or message_id of a past event. */
  id: z.string(),
  /** Under a new event_id, as the platform may for the same message. */
  newEventId: z.boolean().optional(),
});
export const TRANSCRIPT = z.strictObject({ person: person.optional(), chatId: z.string().optional() });
export const DISTURB = z.strictObject({
  how: z.enum(['close', 'terminate', 'half-open']),
  /** One connection picked at random instead of all. */
  one: z.boolean().optional(),
});
export const FAULT = z.strictObject({
  endpoint: z.string(),
  nth: z.number().int().min(1).optional(),
  times: z.number().int().min(1).optional(),
  chance: z.number().min(0).max(1).optional(),
  delayMs: z.number().min(0).optional(),
  when: z.enum(['before', 'after']).optional(),
  reset: z.boolean().optional(),
  hang: z.boolean().optional(),
  status: z.number().int().optional(),
  code: z.number().int().optional(),
  msg: z.string().optional(),
  resetSeconds: z.number().min(0).optional(),
});
const chance = z.number().min(0).max(1);
export const SETTINGS = z
  .strictObject({
    clientConfig: z.strictObject({
      ReconnectCount: z.number().int(),
      ReconnectInterval: z.number(),
      ReconnectNonce: z.number(),
      PingInterval: z.number(),
    }),
    callbackFrame: z.enum(['event', 'card']),
    fragments: z.number().int().min(1),
    fragmentsReversed: z.boolean(),
    ackWindowMs: z.number().min(1),
    missingDataCode: z.number().int(),
    duplicateEvents: z.boolean(),
    unrest: z.strictObject({
      duplicate: chance,
      secondId: chance,
      late: chance,
      lateMs: z.number().min(0),
      lostAck: chance,
    }),
    pushDelayMs: z.number().min(0),
    tokenSeconds: z.number().int().min(1),
    appDisabled: z.boolean(),
    connectionLimit: z.number().int().min(0),
    refuseUpgrade: z.boolean(),
    hangHandshake: z.boolean(),
    rateLimit: z.boolean(),
    refuseCards: z.boolean(),
    quotaLeft: z.number().int().min(-1),
    emptyFields: z.enum(['empty', 'absent']),
    scopes: z.strictObject({ name: z.boolean(), departments: z.boolean() }),
  })
  .partial();

export type Say = z.infer<typeof SAY>;
export type Click = z.infer<typeof CLICK>;
