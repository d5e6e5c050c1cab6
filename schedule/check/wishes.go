package check

import (
	"time"

	"turno/schedule"
)

// wishes counts the requests that concern the period, per agent and in all, and reports
// those not granted. A wish for time off is granted when the person has no shift within
// it, others when a shift is as they ask. A standing wish counts on each of its days; what
// it says of shifts asks nothing of days without one.
func (c *docket) wishes(r *Report) []schedule.Finding {
	at := map[string]int{}
	for i := len(r.Agents) - 1; i >= 0; i-- {
		at[r.Agents[i].Agent] = i
	}
	var found []schedule.Finding
	for _, q := range c.Team.Requests {
		p := c.byID[q.Agent]
		if p == nil {
			continue
		}
		asked, met, first, last := c.by(p.agent).asked(p, q)
		hours := &r.Agents[at[q.Agent]]
		hours.Requests, r.Requests = hours.Requests+asked, r.Requests+asked
		hours.Granted, r.Granted = hours.Granted+met, r.Granted+met
		switch {
		case met == asked:
		case q.Standing():
			found = append(found, schedule.Finding{
				Code: schedule.CodePreference, Severity: schedule.Info, Agent: q.Agent,
				From: first, To: last, Value: float64(asked - met), Limit: float64(asked), Names: []string{string(q.Kind)},
			})
		default:
			found = append(found, schedule.Finding{
				Code: schedule.CodeRequest, Severity: schedule.Missed, Agent: q.Agent,
				From: q.From, To: q.To, Value: q.Weight, Names: []string{string(q.Kind)},
			})
		}
	}
	return found
}

// asked is how often the request is made in the period, how often it is granted, and the
// days from the first to the last on which it is not.
func (c *docket) asked(p *person, q schedule.Request) (asked, met int, first, last time.Time) {
	if !q.Standing() {
		if !q.From.Before(c.end) || !q.To.After(c.start) || !q.From.Before(q.To) {
			return 0, 0, first, last
		}
		if granted(p, q) {
			met = 1
		}
		return 1, met, first, last
	}
	for day := c.dayOf(c.start); c.midnight(day).Before(c.end); day++ {
		if !q.Weekly[date(day).Weekday()] {
			continue
		}
		asked++
		if c.suits(p, q, day) {
			met++
			continue
		}
		if first.IsZero() {
			first = c.midnight(day)
		}
		last = c.midnight(day + 1)
	}
	return asked, met, first, last
}

// suits says whether a standing wish is met on the day: what it says of shifts must hold
// for all that start on it.
func (c *docket) suits(p *person, q schedule.Request, day int) bool {
	once := q.On(date(day), c.cal.Zone)
	if q.Kind == schedule.RequestOff || q.Kind == schedule.RequestWork {
		return granted(p, once)
	}
	for _, s := range p.shifts {
		if s.day == day && !asWished(s, once) {
			return false
		}
	}
	return true
}

func granted(p *person, q schedule.Request) bool {
	for _, s := range p.shifts {
		if q.Kind == schedule.RequestOff && shared(s.Start, s.End, q.From, q.To) > 0 {
			return false
		}
		if q.Kind != schedule.RequestOff && asWished(s, q) {
			return true
		}
	}
	return q.Kind == schedule.RequestOff
}

// asWished says whether the shift is what a request other than for time off asks for.
func asWished(s shift, q schedule.Request) bool {
	switch q.Kind {
	case schedule.RequestWork:
		return !s.Start.Before(q.From) && !s.End.After(q.To)
	case schedule.RequestShift:
		return s.Kind == q.Shift && !s.Start.Before(q.From) && s.Start.Before(q.To)
	case schedule.RequestStart:
		return !s.Start.Before(q.From) && !s.Start.After(q.To)
	}
	return false
}

// hours sums up what everybody works in the period.
func (c *docket) hours() []AgentHours {
	out := make([]AgentHours, 0, len(c.people))
	for _, p := range c.people {
		least, most := c.by(p.agent).reach(p)
		h := AgentHours{Agent: p.agent.ID, Least: least.Hours(), Most: most.Hours()}
		for _, s := range p.shifts {
			if !s.ours {
				continue
			}
			h.Shifts++
			h.Paid += s.paid.Hours()
			paid := 1.0
			if s.OnCall != nil {
				paid = s.OnCall.Pay.InexactFloat64()
			}
			for _, w := range s.PaidTime() {
				h.Night += paid * c.by(p.agent).atNight(w.From, w.To).Hours()
				h.Weekend += paid * c.by(p.agent).atWeekend(w.From, w.To).Hours()
			}
		}
		out = append(out, h)
	}
	return out
}

// atWeekend is the part of [from, to) on Saturdays and Sundays.
func (c *docket) atWeekend(from, to time.Time) time.Duration {
	week := weekOf(c.dayOf(from))
	return shared(from, to, c.midnight(7*week+5), c.midnight(7*week+7)) +
		shared(from, to, c.midnight(7*week+12), c.midnight(7*week+14))
}
