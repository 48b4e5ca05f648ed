--[[
  What waits to be done for a report. Changes nothing.

  Input:
    KEYS[1] report (hash)   KEYS[2] outbox (list)   KEYS[3] tries (hash)
    KEYS[4] messages to be recalled (list)

  Output:
    { format, head post, slot, draft wanted, time of the first try of the head post or else of the slot,
      message to be recalled };
    '' for what is not there
]]
local fields = redis.call('HMGET', KEYS[1], 'fmt', 'slot', 'want')
local post = redis.call('LINDEX', KEYS[2], 0) or ''
local slot = fields[2] or ''
local next_one = post ~= '' and post or slot
local tried = ''
if next_one ~= '' then
  tried = redis.call('HGET', KEYS[3], string.match(next_one, '^[^\n]*')) or ''
end
return { fields[1] or '', post, slot, fields[3] and '1' or '', tried, redis.call('LINDEX', KEYS[4], 0) or '' }
