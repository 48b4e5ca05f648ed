--[[
  Reads keys as they are stored, all at the same moment. Changes nothing.

  Input:
    KEYS keys of one slot
    ARGV[1] of sorted sets, only this member; '' = all of it

  Output:
    for each key { type, ms to live or negative, its values flat }: a string's one, a list's all, a hash's field,
    value …, a sorted set's member, score …
]]
local found = {}
for i, key in ipairs(KEYS) do
  local kind = redis.call('TYPE', key).ok
  local values = {}
  if kind == 'string' then
    values = { redis.call('GET', key) }
  elseif kind == 'list' then
    values = redis.call('LRANGE', key, 0, -1)
  elseif kind == 'hash' then
    values = redis.call('HGETALL', key)
  elseif kind == 'zset' and ARGV[1] == '' then
    values = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
  elseif kind == 'zset' then
    local score = redis.call('ZSCORE', key, ARGV[1])
    values = score and { ARGV[1], score } or {}
  end
  found[i] = { kind, redis.call('PTTL', key), values }
end
return found
