--[[
  Remembers when a post or slot was first tried, as long as it is outstanding: what another process has settled
  meanwhile, or a report that is gone, leaves nothing behind.

  Input:
    KEYS[1] report (hash)   KEYS[2] outbox (list)   KEYS[3] tries (hash)
    ARGV[1] id of the post or slot   ARGV[2] now, ms

  Output:
    1 = it is to be sent, 0 = nothing of that id waits at the head of the outbox or in the slot
]]
local head = ARGV[1] .. '\n'
for _, entry in ipairs({ redis.call('LINDEX', KEYS[2], 0) or '', redis.call('HGET', KEYS[1], 'slot') or '' }) do
  if string.sub(entry, 1, #head) == head then
    redis.call('HSETNX', KEYS[3], ARGV[1], ARGV[2])
    return 1
  end
end
return 0
