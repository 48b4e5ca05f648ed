/** Identifiers in the shapes the platform uses. People and their chats get stable ones, so that a restart keeps them. */
import { createHash, randomBytes } from 'node:crypto';

const HEX_DIGITS = 32;

function hashed(seed: string, digits = HEX_DIGITS): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, digits);
}

export const openIdOf = (name: string): string => `ou_${hashed(`open:${name}`)}`;
export const unionIdOf = (name: string): string => `on_${hashed(`union:${name}`)}`;
export const userIdOf = (name: string): string => hashed(`user:${name}`, 8);
export const p2pChatIdOf = (openId: string): string => `oc_${hashed(`p2p:${openId}`)}`;
export const departmentIdOf = (name: string): string => `od-${hashed(`department:${name}`)}`;
export const tenantKeyOf = (appId: string): string => hashed(`tenant:${appId}`, 16);

const random = (bytes = 16): string => randomBytes(bytes).toString('hex');

export const newMessageId = (): string => `om_${random()}`;
export const newGroupChatId = (): string => `oc_${random()}`;
export const newFileKey = (): string => `file_v3_${random()}`;
export const newImageKey = (): string => `img_v3_${random()}`;
export const newEventId = (): string => random();
export const newReactionId = (): string => random(20);
export const newToken = (): string => `t-${random()}`;
export const newCardToken = (): string => `c-${random(20)}`;
export const newLogId = (): string => `${Date.now()}${random(8).toUpperCase()}`;
export const newTicket = (): string => random(12);
