--[[
  Deletes everything of a report. What was sent about it is left on a list of messages to be recalled.

  Input:
    KEYS[1] report (hash)          KEYS[2] outbox (list)        KEYS[3] facts of drafts (hash)
    KEYS[4] tries (hash)           KEYS[5] messages sent (list) KEYS[6] messages to be recalled (list)
    KEYS[7] pending (sorted set)   KEYS[8] active (sorted set)  KEYS[9] look (sorted set)
    KEYS[10] dead letters (list)
    ARGV[1] id of the report       ARGV[2] message that stays in the chat, '' = none
    ARGV[3] only when it is of this version, '' = whatever it is

  Output:
    1 = it is gone, 0 = it is of another version, nothing was changed
]]
if ARGV[3] ~= '' and redis.call('HGET', KEYS[1], 'v') ~= ARGV[3] then
  return 0
end
for _, message in ipairs(redis.call('LRANGE', KEYS[5], 0, -1)) do
  if message ~= ARGV[2] then
    redis.call('RPUSH', KEYS[6], message)
  end
end
for _, letter in ipairs(redis.call('LRANGE', KEYS[10], 0, -1)) do
  if string.find(letter, '"report":"' .. ARGV[1] .. '"', 1, true) then
    redis.call('LREM', KEYS[10], 1, letter)
  end
end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
redis.call('ZREM', KEYS[8], ARGV[1])
redis.call('ZREM', KEYS[9], ARGV[1])
if redis.call('EXISTS', KEYS[6]) == 1 then
  -- Long due: should nobody be woken, the next sweep finds it.
  redis.call('ZADD', KEYS[7], 0, ARGV[1])
else
  redis.call('ZREM', KEYS[7], ARGV[1])
end
return 1
