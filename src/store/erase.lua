--[[
  Deletes a report with all that belongs to it, and its places in the indexes.

  Input:
    KEYS[1] report (hash)   KEYS[2] pending   KEYS[3] active   KEYS[4] look (sorted sets)
    KEYS[5] … everything else of the report
    ARGV[1] id of the report
    ARGV[2] only when it is of this version, '' = whatever it is

  Output:
    1 = it is gone, 0 = it is of another version, nothing was changed
]]
if ARGV[2] ~= '' and redis.call('HGET', KEYS[1], 'v') ~= ARGV[2] then
  return 0
end
redis.call('UNLINK', KEYS[1])
for i = 2, 4 do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
for i = 5, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
return 1
