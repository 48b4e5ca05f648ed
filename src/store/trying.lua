--[[
  Remembers when a post or slot was first tried; a report that is gone does not come back by it.

  Input:
    KEYS[1] report (hash)   KEYS[2] tries (hash)
    ARGV[1] id of the post or slot   ARGV[2] now, ms

  Output:
    1 = first try, 0 = tried before or no such report
]]
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
return redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2])
