--[[
  Puts the same contents under a newer seal: only where exactly the old text still stands. Changes no meaning, so no
  version either.

  Input:
    KEYS[1] report (hash), outbox (list) or facts of drafts (hash)
    ARGV field, old text, new text, field, … ; in a list the field is not looked at

  Output:
    how many were put
]]
local put = 0
local is_list = redis.call('TYPE', KEYS[1]).ok == 'list'
local entries = is_list and redis.call('LRANGE', KEYS[1], 0, -1) or {}
for i = 1, #ARGV, 3 do
  local field, old, new = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if is_list then
    for at, entry in ipairs(entries) do
      if entry == old then
        redis.call('LSET', KEYS[1], at - 1, new)
        put = put + 1
        break
      end
    end
  elseif redis.call('HGET', KEYS[1], field) == old then
    redis.call('HSET', KEYS[1], field, new)
    put = put + 1
  end
end
return put
