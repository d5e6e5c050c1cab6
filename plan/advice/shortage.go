package advice

import "turno/schedule"

// shortage is where contacts of one queue miss the target.
type shortage struct {
	queue  int
	worst  schedule.Finding // the stretch that misses most
	missed float64          // contacts, over all stretches
	hours  float64          // agent-hours, before shrinkage, that would close it
	bad    []bool           // by interval, when more hands would help
	target bool             // the queue misses its target over the period
}

// shortages gathers what the report found uncovered, by queue in their order.
func (b *board) shortages() []shortage {
	var out []shortage
	for q, queue := range b.Queues {
		s := shortage{queue: q, bad: make([]bool, b.grid)}
		for _, f := range b.Report.Findings {
			switch {
			case f.Queue != queue.Name:
			case f.Code == schedule.CodeTarget:
				s.target = true
			case f.Code == schedule.CodeUncovered:
				s.missed += f.Value
				if f.Value > s.worst.Value {
					s.worst = f
				}
				b.mark(s.bad, f.From, f.To)
			}
		}
		if s.missed > 0 {
			s.hours = b.hoursToClose(s)
			b.reachBack(s)
			out = append(out, s)
		}
	}
	return out
}

// reachBack adds, for deferrable work due in a bad interval, the time since it arrived:
// that is when it could have been done.
func (b *board) reachBack(s shortage) {
	req, ok := b.Requirement.DeferrableQueue(b.Queues[s.queue].Name)
	if !ok {
		return
	}
	from := make([]int, b.grid) // by interval it is due in, the earliest arrival
	for i := range from {
		from[i] = i
	}
	for _, w := range req.Work {
		if w.Due >= 0 && w.Due < b.grid {
			from[w.Due] = min(from[w.Due], max(0, w.Arrive))
		}
	}
	reach := b.grid
	for i := b.grid - 1; i >= 0; i-- {
		if s.bad[i] {
			reach = min(reach, from[i])
		}
		s.bad[i] = s.bad[i] || i >= reach
	}
}

// hoursToClose is the supply missing from the mark on a live queue, and the time that the
// late work takes on a deferrable one, each before shrinkage.
func (b *board) hoursToClose(s shortage) float64 {
	cover, _ := b.coverage(s.queue)
	if req, ok := b.Requirement.DeferrableQueue(b.Queues[s.queue].Name); ok {
		var hours, contacts float64
		for _, w := range req.Work {
			hours += w.Hours
			contacts += w.Contacts
		}
		if contacts <= 0 {
			return 0
		}
		return s.missed * hours / contacts / b.keep
	}
	var hours float64
	for i, bad := range s.bad {
		if bad {
			hours += max(0, at(cover.Required, i)-at(cover.Supplied, i)) * b.step
		}
	}
	return hours / b.keep
}

// finding is an advice about the shortage, over its worst stretch.
func (b *board) finding(s shortage, code schedule.Code, value, limit float64, names ...string) schedule.Finding {
	return schedule.Finding{
		Code: code, Queue: b.Queues[s.queue].Name, From: s.worst.From, To: s.worst.To,
		Value: value, Limit: limit, Names: names,
	}
}

func (s shortage) topic() string { return "shortage " + s.worst.Queue }
