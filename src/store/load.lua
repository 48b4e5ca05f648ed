--[[
  Loads a report that the caller has in memory: only what may have changed since, or else all of it. Changes nothing.

  Input:
    KEYS[1] report (hash)
    ARGV[1] version and ARGV[2] mark of what the caller has

  Output:
    { 'same', format, seen, slot, uncertain, gone } with '' for what is not there
    | { 'other', field, value, field, value … }; no fields: there is no such report
]]
local found = redis.call('HMGET', KEYS[1], 'v', 'c', 'fmt', 'seen', 'slot', 'uncertain', 'gone')
if found[1] == ARGV[1] and found[2] == ARGV[2] then
  return { 'same', found[3] or '', found[4] or '', found[5] or '', found[6] or '', found[7] or '' }
end
local all = redis.call('HGETALL', KEYS[1])
table.insert(all, 1, 'other')
return all
