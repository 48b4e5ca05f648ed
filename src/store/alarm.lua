--[[
  Raises an alarm, once for each kind and day, whoever sees the trouble first.

  Input:
    KEYS[1] this kind on this day (string)   KEYS[2] alarms to be sent (hash)
    ARGV[1] how long the day is remembered, ms
    ARGV[2], ARGV[3] … id, alarm as JSON, id, alarm …

  Output:
    1 = raised, 0 = this kind was raised on this day before; nothing was changed
]]
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then
  return 0
end
for i = 2, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
return 1
