package check

import (
	"time"

	"turno/schedule"
)

// wishes counts the requests that concern the period, per agent and in all, and reports
// those not granted. A wish for time off is granted when the person has no shift within
// it, a wish for work when a shift lies within it.
func (c *docket) wishes(r *Report) []schedule.Finding {
	at := map[string]int{}
	for i := len(r.Agents) - 1; i >= 0; i-- {
		at[r.Agents[i].Agent] = i
	}
	var found []schedule.Finding
	for _, q := range c.Team.Requests {
		p := c.byID[q.Agent]
		if p == nil || !q.From.Before(c.end) || !q.To.After(c.start) || !q.From.Before(q.To) {
			continue
		}
		hours := &r.Agents[at[q.Agent]]
		hours.Requests, r.Requests = hours.Requests+1, r.Requests+1
		if granted(p, q) {
			hours.Granted, r.Granted = hours.Granted+1, r.Granted+1
			continue
		}
		found = append(found, schedule.Finding{
			Code: schedule.CodeRequest, Severity: schedule.Missed, Agent: q.Agent,
			From: q.From, To: q.To, Value: q.Weight, Names: []string{string(q.Kind)},
		})
	}
	return found
}

func granted(p *person, q schedule.Request) bool {
	for _, s := range p.shifts {
		switch {
		case q.Kind == schedule.RequestOff && shared(s.Start, s.End, q.From, q.To) > 0:
			return false
		case q.Kind == schedule.RequestWork && !s.Start.Before(q.From) && !s.End.After(q.To):
			return true
		}
	}
	return q.Kind == schedule.RequestOff
}

// hours sums up what everybody works in the period.
func (c *docket) hours() []AgentHours {
	out := make([]AgentHours, 0, len(c.people))
	for _, p := range c.people {
		h := AgentHours{Agent: p.agent.ID}
		for _, s := range p.shifts {
			if !s.ours {
				continue
			}
			h.Shifts++
			h.Paid += s.paid.Hours()
			for _, w := range s.PaidTime() {
				h.Night += c.atNight(w.From, w.To).Hours()
				h.Weekend += c.atWeekend(w.From, w.To).Hours()
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
