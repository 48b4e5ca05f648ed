--[[
  May one more call go out now? Exact windows: the times of the last calls are kept, and a call may go when the
  n-th last is older than the window, so that no second (no minute) ever sees more than n of them.

  Input:
    KEYS[1] times of the app's calls (list, newest first)   KEYS[2] times of the calls to this chat (list)
    KEYS[3] calls of this month (string)                    KEYS[4] nothing may go while it is there (string)
    ARGV[1] now, ms
    ARGV[2] app, per second   ARGV[3] app, per minute   ARGV[4] chat, per second
    ARGV[5] how long the month's number is kept, ms         ARGV[6] calls that are about to be made

  Output:
    0 = go, the call is counted; else ms to wait, nothing is counted
]]
local held = redis.call('PTTL', KEYS[4])
if held > 0 then
  return held
end
local now = tonumber(ARGV[1])
local SECOND, MINUTE = 1000, 60000
-- A time further ahead than this comes from another process's wrong clock; nobody waits for it.
local SKEW = 1000

local function wait_for(key, most, window)
  local time = redis.call('LINDEX', key, most - 1)
  if not time then
    return 0
  end
  local left = tonumber(time) + window - now
  if left <= 0 or left > window + SKEW then
    return 0
  end
  return left
end

local per_second, per_minute, per_chat = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local wait = math.max(
  wait_for(KEYS[1], per_second, SECOND),
  wait_for(KEYS[1], per_minute, MINUTE),
  wait_for(KEYS[2], per_chat, SECOND)
)
if wait > 0 then
  return wait
end

redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], 0, per_minute - 1)
redis.call('PEXPIRE', KEYS[1], MINUTE * 2)
redis.call('LPUSH', KEYS[2], ARGV[1])
redis.call('LTRIM', KEYS[2], 0, per_chat - 1)
redis.call('PEXPIRE', KEYS[2], MINUTE)
if redis.call('INCRBY', KEYS[3], ARGV[6]) == tonumber(ARGV[6]) then
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
end
return 0
