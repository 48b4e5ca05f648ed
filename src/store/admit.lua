--[[
  Takes one token of a person's bucket, and tells what is known of her.

  Input:
    KEYS[1] bucket (hash: tokens, at, told)   KEYS[2] departments (string)
    ARGV[1] now, ms   ARGV[2] tokens of a full bucket   ARGV[3] ms until one is added

  Output:
    { 1 = taken, 0 = none left; 1 = the first refusal since the bucket was last half full; departments or '' }
]]
local now, full, each = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'told')
local at = tonumber(known[2] or now)
local tokens = tonumber(known[1] or full)
-- Clocks differ between processes: time never runs backwards here.
if now > at then
  tokens = math.min(full, tokens + (now - at) / each)
  at = now
end
local departments = redis.call('GET', KEYS[2]) or ''
local taken, first = 0, 0
if tokens >= 1 then
  taken = 1
  tokens = tokens - 1
else
  first = known[3] and 0 or 1
end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', at)
if first == 1 then
  redis.call('HSET', KEYS[1], 'told', '1')
elseif tokens > full / 2 then
  redis.call('HDEL', KEYS[1], 'told')
end
redis.call('PEXPIRE', KEYS[1], full * each)
return { taken, first, departments }
