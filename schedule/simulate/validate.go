package simulate

import (
	"fmt"
	"math"

	"turno/forecast"
	"turno/schedule"
)

// The largest input that is replayed; more is a mistake rather than a team.
const (
	mostReplications = 100_000
	mostIntervals    = 4_000_000 // of all queues
	mostContacts     = 3_000_000 // expected in one replication
	mostTurns        = 10_000_000
	mostQueues       = 500
	mostSlots        = 100
)

func countOf(opt Options) (int, error) {
	if err := checkPrecision(opt.Precision); err != nil {
		return 0, err
	}
	switch n := opt.Replications; {
	case n < 0 || n > mostReplications:
		return 0, fmt.Errorf("%d replications: expected 1 to %d, or 0 for 100", n, mostReplications)
	case n == 0:
		return 100, nil
	default:
		return n, nil
	}
}

func checkInput(in Input) error {
	switch g := in.Grid; {
	case g.N < 1 || g.Step <= 0:
		return fmt.Errorf("the period holds no interval: expected at least one of more than 0 length")
	case g.N > mostIntervals/max(1, len(in.Queues)):
		return fmt.Errorf("the period holds %d intervals of %d queues: expected at most %d together; take a shorter period or longer intervals", g.N, len(in.Queues), mostIntervals)
	case g.Step > g.End().Sub(g.Start) || g.End().Sub(g.Start).Hours() > 10*366*24:
		return fmt.Errorf("the period lasts %v: expected at most ten years", g.End().Sub(g.Start))
	case len(in.Queues) > mostQueues:
		return fmt.Errorf("%d queues: expected at most %d", len(in.Queues), mostQueues)
	}
	known := map[string]bool{}
	for _, q := range in.Queues {
		if known[q.Name] {
			return fmt.Errorf("queue %s is there twice: give every queue its own name", q.Name)
		}
		known[q.Name] = true
		if err := checkQueue(q); err != nil {
			return fmt.Errorf("queue %s: %w", q.Name, err)
		}
	}
	if err := checkProfiles(in, known); err != nil {
		return err
	}
	if err := checkBacklog(in); err != nil {
		return err
	}
	return checkTeam(in, known)
}

func checkQueue(q schedule.Queue) error {
	if !q.Channel.Valid() {
		return fmt.Errorf("channel %q: expected social, messaging, chat, voice or email", q.Channel)
	}
	if q.Patience < 0 {
		return fmt.Errorf("patience %v: expected 0 (for ever) or more", q.Patience)
	}
	if err := checkExtras(q); err != nil {
		return err
	}
	if q.Slots < 0 || q.Slots > mostSlots {
		return fmt.Errorf("%d slots: expected 1 to %d", q.Slots, mostSlots)
	}
	if !between(q.Inflation, 0, 100) {
		return fmt.Errorf("inflation %v: expected 0 or more, such as 0.3", q.Inflation)
	}
	targets := q.Targets[:len(q.Targets):len(q.Targets)]
	for _, a := range q.Kinds {
		if q.Channel.Live() {
			return fmt.Errorf("kind %s: priority and targets of its own have a meaning on deferrable queues only", a.Kind)
		}
		targets = append(targets, a.Targets...)
	}
	if q.Promise != nil {
		targets = append(targets, *q.Promise)
	}
	for _, t := range targets {
		if !between(t.Share, 0, 1) || t.Within < 0 {
			return fmt.Errorf("target %v within %v: expected a share of 0 to 1 and a time of 0 or more", t.Share, t.Within)
		}
		switch t.Measure {
		case schedule.FirstReply, schedule.EachReply, schedule.EndToEnd:
		default:
			return fmt.Errorf("target measure %q: expected first reply, each reply or end to end", t.Measure)
		}
		if t.Clock != schedule.Elapsed && t.Clock != schedule.OpenOnly {
			return fmt.Errorf("target clock %q: expected elapsed or open", t.Clock)
		}
	}
	return nil
}

// checkExtras checks what only some queues have.
func checkExtras(q schedule.Queue) error {
	switch {
	case !between(q.Redial, 0, 0.99) || q.RedialAfter < 0:
		return fmt.Errorf("redial %v after %v: expected a share of 0 to 0.99 and a time of 0 or more", q.Redial, q.RedialAfter)
	case q.Redial > 0 && !q.Channel.Live():
		return fmt.Errorf("redial on %s: only live queues (chat, voice) have callers who hang up; leave it out", q.Channel)
	case q.Interruptible && q.Channel.Live():
		return fmt.Errorf("interruptible on %s: a live contact is never interrupted; leave it out", q.Channel)
	case q.Owned && q.Channel.Live():
		return fmt.Errorf("owned on %s: a live contact has one turn, there is nothing to come back to; leave it out", q.Channel)
	case q.ClosingPost < 0 || q.ClosingPost.Seconds() > 1e7:
		return fmt.Errorf("closing post of %v: expected a time of 0 or more", q.ClosingPost)
	case q.ClosingPost > 0 && q.Channel.Live():
		return fmt.Errorf("closing post on %s: only a deferrable queue has posts; leave it out", q.Channel)
	}
	return nil
}

// checkProfiles wants exactly one sound profile per queue.
func checkProfiles(in Input, known map[string]bool) error {
	seen := map[string]bool{}
	expected := 0.0
	for _, p := range in.Profiles {
		name := p.Volume.Queue
		switch {
		case !known[name]:
			return fmt.Errorf("a profile is for queue %q, which is none of the queues", name)
		case seen[name]:
			return fmt.Errorf("queue %s has two profiles: expected one", name)
		}
		seen[name] = true
		contacts, err := checkProfile(in, p, known)
		if err != nil {
			return fmt.Errorf("queue %s: %w", name, err)
		}
		expected += contacts
	}
	for _, q := range in.Queues {
		if !seen[q.Name] {
			return fmt.Errorf("queue %s has no profile: forecast its volume first", q.Name)
		}
	}
	if expected > mostContacts {
		return fmt.Errorf("%.0f contacts expected in a replication: at most %d can be replayed; take a shorter period", expected, mostContacts)
	}
	return checkLoops(in)
}

// checkProfile returns the contacts expected at most.
func checkProfile(in Input, p forecast.Profile, known map[string]bool) (float64, error) {
	v, g := p.Volume, in.Grid
	if !v.Grid.Start.Equal(g.Start) || v.Grid.Step != g.Step || v.Grid.N != g.N {
		return 0, fmt.Errorf("the forecast has %d intervals of %v from %s, the period %d of %v from %s: bring it onto the period's grid",
			v.Grid.N, v.Grid.Step, v.Grid.Start.Format("2006-01-02 15:04"), g.N, g.Step, g.Start.Format("2006-01-02 15:04"))
	}
	if err := v.Check(); err != nil {
		return 0, err
	}
	if !between(v.Correlation, 0, 1) {
		return 0, fmt.Errorf("correlation %v of neighbouring intervals: expected 0 to below 1", v.Correlation)
	}
	contacts := 0.0
	for i, m := range v.Mean {
		if n := len(v.Quantiles); n > 0 {
			m = max(m, v.Quantiles[n-1][i])
		}
		contacts += m
	}
	for k, l := range v.Levels {
		if !(l > 0 && l < 1) || k > 0 && l <= v.Levels[k-1] {
			return 0, fmt.Errorf("quantile levels %v: expected ascending between 0 and 1", v.Levels)
		}
	}
	if len(p.Streams) == 0 {
		return 0, fmt.Errorf("the profile says nothing about the work of a contact: expected at least one stream")
	}
	for _, s := range p.Streams {
		if err := checkStream(s, g.N, known); err != nil {
			return 0, fmt.Errorf("stream %q: %w", s.Kind, err)
		}
	}
	return contacts, checkShares(p.Streams, g.N)
}

func checkStream(s forecast.Stream, n int, known map[string]bool) error {
	measures := []struct {
		name      string
		m         forecast.Measure
		low, high float64
		say       string
	}{
		{"share", s.Share, 0, 1, "0 to 1"},
		{"flush", s.Flush, 0, 1, "0 to 1"},
		{"triage", s.Triage, 0, 1e7, "seconds, 0 or more"},
		{"turns", s.Turns, 1, 1e4, "1 or more"},
		{"handle time", s.AHT, 0, 1e7, "seconds, 0 or more"},
		{"think time", s.Think, 0, 1e9, "seconds, 0 or more"},
	}
	for _, c := range measures {
		if l := len(c.m.Mean); l > 1 && l != n {
			return fmt.Errorf("%s has %d values: expected one, or one for each of the %d intervals", c.name, l, n)
		}
		for _, x := range c.m.Mean {
			if !between(x, c.low, c.high) {
				return fmt.Errorf("%s %v: expected %s", c.name, x, c.say)
			}
		}
		if !between(c.m.CV, 0, 100) {
			return fmt.Errorf("%s varies by a CV of %v: expected 0 to 100", c.name, c.m.CV)
		}
	}
	moved := 0.0
	for _, p := range s.Pivots {
		switch {
		case !known[p.To]:
			return fmt.Errorf("pivot to %q: expected one of the queues", p.To)
		case !between(p.Most(), 0, 1) || !between(p.DropOff, 0, 1) || p.Lag < 0:
			return fmt.Errorf("pivot to %s: share %v, drop-off %v, lag %v: expected shares of 0 to 1 and a lag of 0 or more", p.To, p.Share, p.DropOff, p.Lag)
		}
		moved += p.Most()
	}
	if moved > 1+1e-9 {
		return fmt.Errorf("pivots take %v of the conversations: expected at most 1", moved)
	}
	return nil
}

// checkShares wants the streams of every interval to make up the whole volume.
func checkShares(streams []forecast.Stream, n int) error {
	if len(streams) == 1 {
		return nil
	}
	for i := range n {
		sum := 0.0
		for _, s := range streams {
			sum += s.Share.At(i)
		}
		if math.Abs(sum-1) > 0.01 {
			return fmt.Errorf("the shares of the message kinds sum to %v in interval %d: expected 1", sum, i)
		}
	}
	return nil
}

// checkLoops refuses pivots that feed themselves: a contact must bring less than one
// further contact in each round of its loop, whatever message kinds it meets.
func checkLoops(in Input) error {
	index := map[string]int{}
	for i, p := range in.Profiles {
		index[p.Volume.Queue] = i
	}
	n := len(in.Profiles)
	gains := make([]map[int]float64, n) // largest share that turns up, by queue
	for i, p := range in.Profiles {
		gains[i] = map[int]float64{}
		for _, s := range p.Streams {
			for _, v := range s.Pivots {
				gains[i][index[v.To]] = max(gains[i][index[v.To]], v.Most()*v.Adds())
			}
		}
	}
	visits := make([]float64, n)
	for i := range visits {
		visits[i] = 1
	}
	for range 60 * (n + 1) {
		next := make([]float64, n)
		left := false
		for i, gain := range gains {
			for to, g := range gain {
				next[to] += visits[i] * g
				left = left || visits[i]*g > 0.01
			}
		}
		if visits = next; !left {
			return nil
		}
	}
	return fmt.Errorf("pivots send customers round in a loop that never ends: lower a share or raise a drop-off")
}

// checkTeam wants rostered agents and queues to exist and abilities to be sane.
func checkTeam(in Input, known map[string]bool) error {
	if s := in.Team.Shrinkage; !between(s.Planned, 0, 1) || !between(s.Unplanned, 0, 1) {
		return fmt.Errorf("shrinkage planned %v, unplanned %v: expected shares of 0 to 1", s.Planned, s.Unplanned)
	}
	agents := map[string]bool{}
	for _, a := range in.Team.Agents {
		agents[a.ID] = true
		for _, b := range a.Abilities {
			if !between(b.Inflation, 0, 100) || !between(b.Pace, 0, 100) || b.Slots < 0 || b.Slots > mostSlots {
				return fmt.Errorf("agent %s on %s: pace %v, %d slots: expected a pace of 0 to 100 and at most %d slots", a.ID, b.Channel, b.Pace, b.Slots, mostSlots)
			}
		}
	}
	for _, s := range in.Roster.Shifts {
		if !agents[s.Agent] {
			return fmt.Errorf("the roster has a shift of %q on %s: nobody in the team is called that", s.Agent, s.Start.Format("2006-01-02 15:04"))
		}
		for _, d := range s.Duties {
			for _, q := range d.Queues {
				if !known[q] {
					return fmt.Errorf("the roster has %s work on queue %q on %s: expected one of the queues", s.Agent, q, s.Start.Format("2006-01-02 15:04"))
				}
			}
		}
	}
	return nil
}

func between(x, low, high float64) bool { return x >= low && x <= high }
