package settings

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// What a workspace leaves out is taken from published figures of social customer care.
//
//   - Flush 60 %: 4 in 10 posts in a brand's inbox want a reply (Sprout Social Index 2015).
//   - Turns 1.67 replies a thread, and a median pause of 16.5 minutes before the customer's
//     next message: 5,000 tweets of 76 brands, October 2017.
//   - Handle time 5 minutes a social contact (LiveAgent social benchmark); 6 minutes of work
//     in a whole private thread, hence 2 minutes a turn (ccplanning.net).
//   - Drop-off 76 % of those sent to another channel (Conversocial, Tweet, email or call, 2014).
//   - Chat: 3 conversations at once (fmoutsource.com 2016), 30 % more handle time for each
//     further one (planners' figure; a turn-taking model gives 12 to 17 %).
//   - Targets: an hour for a public mention and for a private message, 60 s for chat, 20 s for voice.
//   - Occupancy 85 % on live work, 95 % where deferrable work can fill (Genesys Cloud).
//   - Rest of 11 h a day and 24 + 11 h a week, 48 h a week: Directive 2003/88/EC.
//
// Triage of 12 s a post, a lag of 20 minutes before a moved customer turns up, a patience of
// 3 minutes, and the figures of messaging and email are our own estimates. Shrinkage within
// shifts is below the usual 30 % in all, since leave and training are absences here.
const (
	defaultInterval     = 30 * time.Minute
	defaultReplications = 100
	defaultPlanned      = 0.06
	defaultUnplanned    = 0.05
	defaultLag          = 20 * time.Minute
	defaultDropOff      = 0.76
	defaultRedialAfter  = 10 * time.Minute // our own estimate; nobody redials by default
)

// handleCV is the spread of handle times: exponential, as the queue models take them;
// telephone banking measured 1.2 (Brown et al. 2005).
const handleCV = 1

// thinkCV is the spread of the customers' pauses. The measured pauses are lognormal with
// sigma 2.2 to 2.6, most of it hours and nights of silence; 3 (sigma 1.5) keeps the part
// that returns within a day.
const thinkCV = 3

func defaultQueue(c skills.Channel) schedule.Queue {
	q := schedule.Queue{Channel: c, Hours: calendar.Always(), Priority: 2, OccupancyCap: 0.95}
	if c.Live() {
		q.Priority, q.OccupancyCap, q.Patience, q.RedialAfter = 1, 0.85, 3*time.Minute, defaultRedialAfter
	}
	if c == skills.Chat {
		q.Slots, q.Inflation = 3, 0.3
	}
	if c == skills.Email {
		q.Priority = 3
	}
	return q
}

// defaultTarget is also where a target's measure and clock come from.
func defaultTarget(c skills.Channel) schedule.Target {
	t := schedule.Target{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}
	switch c {
	case skills.Voice:
		t.Within, t.Clock = 20*time.Second, schedule.Elapsed
	case skills.Chat:
		t.Within, t.Clock = time.Minute, schedule.Elapsed
	case skills.Email:
		t.Within = 8 * time.Hour
	}
	return t
}

// work is one message kind as people write it: think is a median, the rest are means.
type work struct {
	Share, Flush, Turns float64
	Triage, AHT, Think  time.Duration
	Pivots              []placed[patch[forecast.Pivot]]

	Priority int // 0 is the queue's
	targets  []placed[patch[schedule.Target]]
}

// defaultWork is what a channel's contacts ask. Live channels have no handle time: their
// requirement hangs on it, so it must be given.
func defaultWork(c skills.Channel) work {
	switch c {
	case skills.Social:
		return work{Flush: 0.6, Turns: 1.67, Triage: 12 * time.Second, AHT: 5 * time.Minute, Think: 16*time.Minute + 30*time.Second}
	case skills.Messaging:
		return work{Flush: 0.1, Turns: 3, Triage: 5 * time.Second, AHT: 2 * time.Minute, Think: 10 * time.Minute}
	case skills.Email:
		return work{Flush: 0.1, Turns: 1.3, Triage: 12 * time.Second, AHT: 6 * time.Minute, Think: 4 * time.Hour}
	}
	return work{Turns: 1}
}

// stream is the work as the domain takes it. Turns are geometric: after each reply the
// customer comes back with the same chance.
func (w work) stream(kind forecast.Kind, share float64, pivots []forecast.Pivot) forecast.Stream {
	median := w.Think.Seconds()
	return forecast.Stream{
		Kind:   kind,
		Share:  forecast.Constant(share, 0),
		Flush:  forecast.Constant(w.Flush, 0),
		Triage: forecast.Constant(w.Triage.Seconds(), 0),
		Turns:  forecast.Constant(w.Turns, math.Sqrt(1-1/w.Turns)),
		AHT:    forecast.Constant(w.AHT.Seconds(), handleCV),
		Think:  forecast.Constant(median*math.Sqrt(1+thinkCV*thinkCV), thinkCV),
		Pivots: pivots,
	}
}

func defaultRules() schedule.Rules {
	return schedule.Rules{WeekHoursMax: 48 * time.Hour, WeekDaysMax: 5, DailyRest: 11 * time.Hour,
		WeeklyRest: 35 * time.Hour, ConsecutiveDaysMax: 6}
}
