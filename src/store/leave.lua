--[[
  Takes a report that was deleted from a person; with her last one she is gone too.

  Input:
    KEYS[1] person (hash)
    ARGV[1] the report

  Output: 1 = she has others
]]
redis.call('HDEL', KEYS[1], 'r:' .. ARGV[1])
if redis.call('HGET', KEYS[1], 'open') == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'open')
end
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 2) == 'r:' then
    return 1
  end
end
redis.call('DEL', KEYS[1])
return 0
