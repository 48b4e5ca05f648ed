--[[
  Opens a report for a person, and adds it to those she has.

  Input:
    KEYS[1] person (hash)
    ARGV[1] format of stored data   ARGV[2] the open report   ARGV[3] what that report is, JSON

  Output:
    { 'done' } | { 'newer', stored format }
]]
local format = redis.call('HGET', KEYS[1], 'fmt')
if format and tonumber(format) ~= nil and tonumber(format) > tonumber(ARGV[1]) then
  return { 'newer', format }
end
redis.call('HSET', KEYS[1], 'fmt', ARGV[1], 'open', ARGV[2], 'r:' .. ARGV[2], ARGV[3])
return { 'done' }
