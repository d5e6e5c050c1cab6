package scenario

import (
	"fmt"
	"slices"
	"time"

	"turno/forecast"
	"turno/schedule"
)

// regrouping is work that other queues do from now on: queues merged, or one split.
type regrouping struct {
	old, now []string
	shares   []float64 // by queue of now, of the work; they sum to 1
}

// check says why the queues cannot be regrouped.
func (r regrouping) check(d *draft) error {
	for _, name := range r.old {
		if _, err := d.queue(name); err != nil {
			return err
		}
	}
	for _, name := range r.now {
		if d.find(name) >= 0 && !slices.Contains(r.old, name) {
			return fmt.Errorf("%q is a queue already: expected a new name", name)
		}
	}
	for _, g := range d.groups {
		if n := len(slices.DeleteFunc(slices.Clone(r.old), func(q string) bool { return !slices.Contains(g, q) })); n > 0 && n < len(r.old) {
			return fmt.Errorf("%s and %s have people of their own: expected queues of one group", r.old[0], r.old[1])
		}
	}
	return nil
}

// queues puts queues in the place of the first of the old ones, and lets all that names
// the old ones name them.
func (r regrouping) queues(d *draft, queues ...schedule.Queue) {
	at := d.find(r.old[0])
	rest := slices.DeleteFunc(slices.Clone(d.Queues), func(q schedule.Queue) bool { return slices.Contains(r.old, q.Name) })
	d.Queues = slices.Insert(rest, min(at, len(rest)), queues...)
	now := map[string][]string{}
	for _, name := range r.old {
		now[name] = r.now
	}
	for _, q := range d.was.Queues { // of the input
		if list, before := d.now[q.Name]; before {
			d.now[q.Name] = renamed(list, now)
		} else if slices.Contains(r.old, q.Name) {
			d.now[q.Name] = r.now
		}
	}
	for i, g := range d.groups {
		d.groups[i] = renamed(g, now)
	}
	for i, a := range d.Team.Agents {
		d.Team.Agents[i].Queues = renamed(a.Queues, now)
	}
	for _, list := range []*[]schedule.Shift{&d.Team.Locks, &d.Team.Published, &d.Base.Shifts} {
		*list = slices.Clone(*list)
		for i, s := range *list {
			(*list)[i] = redone(s, now)
		}
	}
	r.pivots(d)
}

// renamed is a list of queues with those that do the work of regrouped ones now, each once.
func renamed(list []string, now map[string][]string) []string {
	if !slices.ContainsFunc(list, func(q string) bool { return now[q] != nil }) {
		return list
	}
	var out []string
	for _, q := range list {
		names, regrouped := now[q]
		if !regrouped {
			names = []string{q}
		}
		for _, n := range names {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// redone is a shift whose duties and time on call are on the queues that there are now.
func redone(s schedule.Shift, now map[string][]string) schedule.Shift {
	s.Duties = slices.Clone(s.Duties)
	for i, duty := range s.Duties {
		s.Duties[i].Queues = renamed(duty.Queues, now)
	}
	if s.OnCall != nil {
		call := *s.OnCall
		call.Queues = renamed(call.Queues, now)
		s.OnCall = &call
	}
	return s
}

// pivots lets what moves to the old queues move to those that there are now, to each its
// share. What would move to where it is ends there.
func (r regrouping) pivots(d *draft) {
	for name, streams := range d.Streams {
		streams = slices.Clone(streams)
		for i, s := range streams {
			var pivots []forecast.Pivot
			for _, p := range s.Pivots {
				if !slices.Contains(r.old, p.To) {
					pivots = append(pivots, p)
					continue
				}
				for k, to := range r.now {
					if to != name {
						part := p
						part.To, part.Share = to, p.Share*r.shares[k]
						pivots = joined(pivots, part)
					}
				}
			}
			streams[i].Pivots = pivots
		}
		d.Streams[name] = streams
	}
}

// joined is pivots and one more; where one of them goes to the same queue, both as one: as
// many move and turn up, after the mean of their times.
func joined(pivots []forecast.Pivot, more forecast.Pivot) []forecast.Pivot {
	k := slices.IndexFunc(pivots, func(p forecast.Pivot) bool { return p.To == more.To })
	if k < 0 || pivots[k].Share+more.Share <= 0 {
		return append(pivots, more)
	}
	p := &pivots[k]
	come, comes := p.Share*(1-p.DropOff), more.Share*(1-more.DropOff)
	share := p.Share + more.Share
	if len(p.By) > 0 || len(more.By) > 0 {
		by := make([]float64, max(len(p.By), len(more.By)))
		for i := range by {
			by[i] = (p.ShareAt(i) + more.ShareAt(i)) / share
		}
		p.By = by
	}
	if come+comes > 0 {
		p.Lag = time.Duration((come*float64(p.Lag) + comes*float64(more.Lag)) / (come + comes))
	}
	p.Share, p.DropOff = share, 1-(come+comes)/share
	return pivots
}
