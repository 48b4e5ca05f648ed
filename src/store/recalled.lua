--[[
  A message has been recalled, or cannot be.

  Input:
    KEYS[1] report (hash)   KEYS[2] outbox (list)   KEYS[3] messages to be recalled (list)   KEYS[4] pending (sorted set)
    ARGV[1] id of the report   ARGV[2] the message
]]
redis.call('LREM', KEYS[3], 0, ARGV[2])
local waiting = redis.call('EXISTS', KEYS[2]) == 1
  or redis.call('EXISTS', KEYS[3]) == 1
  or redis.call('HEXISTS', KEYS[1], 'slot') == 1
  or redis.call('HEXISTS', KEYS[1], 'want') == 1
if not waiting then
  redis.call('ZREM', KEYS[4], ARGV[1])
end
return 1
