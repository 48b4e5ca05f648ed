--[[
  Records what became of the post at the head of the outbox, or of the card in the slot. Repeating it changes nothing.

  Input:
    KEYS[1] report (hash)   KEYS[2] outbox (list)   KEYS[3] pending (sorted set)
    KEYS[4] tries (hash)    KEYS[5] dead letters (list)   KEYS[6] look (sorted set)
    KEYS[7] messages sent (list)   KEYS[8] messages to be recalled (list)
    KEYS[9] facts of drafts (hash)
    ARGV[1] format of stored data   ARGV[2] id of the post or slot   ARGV[3] id of the report   ARGV[4] now, ms
    ARGV[5] what the writer now sees, '<since>\n<json>', '' = nothing new
    ARGV[6] number of the draft whose outcome stays unknown, '' = none
    ARGV[7] dead letter: a JSON object without its end, to which the kind is added; '' = none
    ARGV[8] dead letters kept
    ARGV[9] field of a reminder that was not sent after all, '' = none
    ARGV[10] why the person cannot be reached, JSON; '' = she can, or nobody knows
    ARGV[11] the message that was sent, '' = none   ARGV[12] how many of them are remembered
    ARGV[13] field for the key of the file that was sent, '' = none   ARGV[14] that key

  Output:
    { 'removed' } | { 'gone' } | { 'newer', stored format }
]]
local report, outbox = KEYS[1], KEYS[2]
local format = redis.call('HGET', report, 'fmt')
if not format then
  -- Erased while it was being sent: it came too late to be recalled with the others.
  if ARGV[11] ~= '' then
    redis.call('RPUSH', KEYS[8], ARGV[11])
    redis.call('ZADD', KEYS[3], 'NX', ARGV[4], ARGV[3])
  end
  return { 'gone' }
end
if tonumber(format) ~= nil and tonumber(format) > tonumber(ARGV[1]) then
  return { 'newer', format }
end

if ARGV[11] ~= '' then
  redis.call('LREM', KEYS[7], 0, ARGV[11])
  redis.call('LPUSH', KEYS[7], ARGV[11])
  redis.call('LTRIM', KEYS[7], 0, tonumber(ARGV[12]) - 1)
end

local head = ARGV[2] .. '\n'
local function has_id(entry)
  return entry and string.sub(entry, 1, #head) == head
end

local kind
local post = redis.call('LINDEX', outbox, 0)
if has_id(post) then
  kind = string.match(post, '^(%l+)\n', #head + 1)
  redis.call('LPOP', outbox)
elseif has_id(redis.call('HGET', report, 'slot')) then
  kind = 'slot'
  redis.call('HDEL', report, 'slot')
end
redis.call('HDEL', KEYS[4], ARGV[2])

if kind and ARGV[13] ~= '' then
  redis.call('HSET', KEYS[9], ARGV[13], ARGV[14])
end

-- A card that was sent is on her screen even if a newer one waits by now; but an older one never hides a newer.
if ARGV[5] ~= '' then
  local known = redis.call('HGET', report, 'seen')
  local since = known and tonumber(string.match(known, '^(%d+)\n')) or -1
  if tonumber(string.match(ARGV[5], '^(%d+)\n')) >= since then
    redis.call('HSET', report, 'seen', ARGV[5])
  end
end

if kind and ARGV[6] ~= '' then
  local list = redis.call('HGET', report, 'uncertain') or ''
  if not string.find(',' .. list .. ',', ',' .. ARGV[6] .. ',', 1, true) then
    redis.call('HSET', report, 'uncertain', list == '' and ARGV[6] or list .. ',' .. ARGV[6])
    -- A turn that does not know of it yet must not overwrite it.
    redis.call('HINCRBY', report, 'v', 1)
  end
end
if kind and ARGV[7] ~= '' then
  redis.call('LPUSH', KEYS[5], ARGV[7] .. ',"kind":"' .. kind .. '"}')
  redis.call('LTRIM', KEYS[5], 0, tonumber(ARGV[8]) - 1)
end

if kind and ARGV[9] ~= '' then
  -- Not a new version, and no passing field either: without its mark nobody takes what is in memory for the same.
  redis.call('HDEL', report, ARGV[9], 'c')
  redis.call('ZADD', KEYS[6], ARGV[4], ARGV[3])
end
if kind and ARGV[10] ~= '' then
  redis.call('HSET', report, 'gone', ARGV[10])
end

local waiting = redis.call('EXISTS', outbox) == 1
  or redis.call('HEXISTS', report, 'slot') == 1
  or redis.call('HEXISTS', report, 'want') == 1
  or redis.call('EXISTS', KEYS[8]) == 1
if waiting then
  redis.call('ZADD', KEYS[3], 'NX', ARGV[4], ARGV[3])
else
  redis.call('ZREM', KEYS[3], ARGV[3])
  redis.call('DEL', KEYS[4])
end
return { kind and 'removed' or 'gone' }
