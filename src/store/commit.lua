--[[
  Commits one turn: all of it or nothing.

  Input:
    KEYS[1] report (hash)          KEYS[2] outbox (list)         KEYS[3] facts of drafts (hash)
    KEYS[4] inbound already taken (string; not touched when ARGV[5] is 0)
    KEYS[5] pending (sorted set)   KEYS[6] active (sorted set)   KEYS[7] tries (hash)
    KEYS[8] look (sorted set)
    ARGV[1] format of stored data  ARGV[2] expected version, 0 = must not exist
    ARGV[3] id of the report       ARGV[4] now, ms
    ARGV[5] how long an inbound stays taken, ms; 0 = this commit has none
    ARGV[6] 1 = no draft is wanted any more
    ARGV[7] number of the draft whose facts are kept, '' = none   ARGV[8] those facts
    ARGV[9] field of the report that must not exist yet, '' = none
    ARGV[10] number of posts, then the posts, then field, value, field, value … of the report;
            an empty value removes the field

  Output:
    { 'done', version, mark of the commit before or '' } | { 'repeated' } | { 'stale' } | { 'newer', stored format }
]]
local report, outbox = KEYS[1], KEYS[2]
local stored = redis.call('HMGET', report, 'fmt', 'v', 'c')
local format = stored[1]
if format and tonumber(format) ~= nil and tonumber(format) > tonumber(ARGV[1]) then
  return { 'newer', format }
end

local keep = tonumber(ARGV[5])
if keep > 0 and redis.call('EXISTS', KEYS[4]) == 1 then
  return { 'repeated' }
end
if tonumber(stored[2] or '0') ~= tonumber(ARGV[2]) then
  return { 'stale' }
end

if ARGV[9] ~= '' and redis.call('HEXISTS', report, ARGV[9]) == 1 then
  return { 'repeated' }
end

local version = redis.call('HINCRBY', report, 'v', 1)
if version == 1 then
  redis.call('HSET', report, 'fmt', ARGV[1])
end
if keep > 0 then
  redis.call('SET', KEYS[4], version, 'PX', keep)
end
if ARGV[6] == '1' then
  redis.call('HDEL', report, 'want')
end
if ARGV[7] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[7], ARGV[8])
end

local last_post = 10 + tonumber(ARGV[10])
for i = 11, last_post do
  redis.call('RPUSH', outbox, ARGV[i])
end
local look_anew = false
for i = last_post + 1, #ARGV, 2 do
  look_anew = look_anew or ARGV[i] == 'remind'
  if ARGV[i + 1] == '' then
    redis.call('HDEL', report, ARGV[i])
  else
    redis.call('HSET', report, ARGV[i], ARGV[i + 1])
  end
end

-- The index is recomputed, not adjusted: whatever was wrong with it is right after any turn.
local waiting = redis.call('EXISTS', outbox) == 1
  or redis.call('HEXISTS', report, 'slot') == 1
  or redis.call('HEXISTS', report, 'want') == 1
if waiting then
  redis.call('ZADD', KEYS[5], 'NX', ARGV[4], ARGV[3])
else
  redis.call('ZREM', KEYS[5], ARGV[3])
  redis.call('DEL', KEYS[7])
end
redis.call('ZADD', KEYS[6], ARGV[4], ARGV[3])
-- What she says of reminders may make one due earlier than was thought.
if look_anew then
  redis.call('ZADD', KEYS[8], ARGV[4], ARGV[3])
else
  redis.call('ZADD', KEYS[8], 'NX', ARGV[4], ARGV[3])
end
return { 'done', version, stored[3] or '' }
