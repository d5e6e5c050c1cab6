package simulate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/schedule"
)

// step is a change that is the same in every replication.
type step struct {
	at   float64
	kind stepKind
	who  int32 // queue, agent or interval
	what int32 // shift, duty (-1 is none), number of posts, or 1 when a queue opens
}

type stepKind uint8

const (
	stepBacklog  stepKind = iota // posts that are known to wait
	stepHours                    // a queue opens or closes
	stepShift                    // an agent's shift begins
	stepDuty                     // an agent begins a duty, or stops
	stepInterval                 // an interval begins
)

// worker is an agent of the roster.
type worker struct {
	id  string
	key uint64
}

// shift is what the shrinkage of a shift needs.
type shift struct {
	key uint64
	end float64
}

// duty is what an agent works on, with the agent's own pace and slots.
type duty struct {
	jobs      []job
	liveFirst bool // the first queue is live: deferrable work only when it can be spared
	deferred  bool // has a deferrable queue
}

// job is one queue of a duty.
type job struct {
	queue int
	slots int // conversations at once; 1 but for chat
	pace  float64

	slower float64 // share by which each further conversation slows the agent
}

// piece is a stretch of a duty without breaks.
type piece struct {
	from, to float64
	queues   []string
}

// layTimeline turns opening hours and the roster into steps, in order of time.
func (w *world) layTimeline(in Input, index map[string]int) {
	for i := range w.queues {
		h := &w.queues[i].hours
		for k := range h.from {
			w.add(step{at: h.from[k], kind: stepHours, who: int32(i), what: 1})
			w.add(step{at: h.to[k], kind: stepHours, who: int32(i)})
		}
	}
	byAgent := map[string][]schedule.Shift{}
	for _, s := range slices.Concat(in.Roster.Shifts, in.Team.Published, w.dayBefore(in)) {
		if s.End.After(in.Grid.Start.Add(time.Duration(w.worked*float64(time.Second)))) && s.Start.Before(in.Grid.End()) {
			byAgent[s.Agent] = append(byAgent[s.Agent], s)
		}
	}
	for _, a := range in.Team.Agents {
		shifts := byAgent[a.ID]
		delete(byAgent, a.ID) // a name that is there twice works once
		if len(shifts) == 0 {
			continue
		}
		slices.SortStableFunc(shifts, func(x, y schedule.Shift) int { return x.Start.Compare(y.Start) })
		w.layAgent(in, index, a, shifts)
	}
	for i := -len(w.like); i < w.grid.N; i++ {
		w.steps = append(w.steps, step{at: float64(i) * w.step, kind: stepInterval, who: int32(i)})
	}
	slices.SortStableFunc(w.steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind))
	})
}

// add keeps a step that lies within the period.
func (w *world) add(s step) {
	if s.at >= w.start && s.at < w.end {
		w.steps = append(w.steps, s)
	}
}

// layAgent adds the shifts and duties of one agent. Where two shifts overlap the earlier
// one is worked to its end.
func (w *world) layAgent(in Input, index map[string]int, a schedule.Agent, shifts []schedule.Shift) {
	who := int32(len(w.agents))
	w.agents = append(w.agents, worker{id: a.ID, key: keyOf(a.ID)})
	known := map[string]int32{}
	until := w.worked
	attends := make([]bool, len(w.queues))
	changes := a.Changes(in.Grid.Start, in.Grid.End())
	var pieces []piece
	for _, s := range shifts {
		from, to := w.seconds(s.Start), w.seconds(s.End)
		w.shifts = append(w.shifts, shift{key: mix(keyOf(a.ID), uint64(s.Start.Unix())), end: min(to, w.end)})
		w.add(step{at: max(from, w.worked), kind: stepShift, who: who, what: int32(len(w.shifts) - 1)})
		for _, p := range w.pieces(s, in.Team.Absences) {
			p.from, p.to = max(p.from, until), min(p.to, w.end)
			if p.from < p.to {
				pieces = append(pieces, p)
				until = p.to
			}
		}
	}
	for i, p := range pieces {
		key := strings.Join(p.queues, "\x00") + "\x00" + w.era(changes, p.from)
		d, ok := known[key]
		if !ok {
			d = w.newDuty(in, index, a, p)
			known[key] = d
			w.attend(d, attends)
		}
		w.add(step{at: p.from, kind: stepDuty, who: who, what: d})
		if i+1 == len(pieces) || pieces[i+1].from > p.to {
			w.add(step{at: p.to, kind: stepDuty, who: who, what: -1})
		}
	}
}

func (w *world) seconds(t time.Time) float64 { return t.Sub(w.grid.Start).Seconds() }

// pieces are the duties of a shift without its breaks and the agent's absences, in order.
func (w *world) pieces(s schedule.Shift, absences []schedule.Absence) []piece {
	var out []piece
	end := w.seconds(s.End)
	for _, d := range s.Duties {
		out = append(out, piece{w.seconds(d.Start), min(w.seconds(d.End), end), d.Queues})
	}
	slices.SortStableFunc(out, func(a, b piece) int { return cmp.Compare(a.from, b.from) })
	for _, b := range s.Breaks {
		out = cut(out, w.seconds(b.Start), w.seconds(b.End))
	}
	for _, a := range absences {
		if a.Agent == s.Agent {
			out = cut(out, w.seconds(a.From), w.seconds(a.To))
		}
	}
	return out
}

// cut takes [from, to) out of the pieces.
func cut(pieces []piece, from, to float64) []piece {
	var out []piece
	for _, p := range pieces {
		if to <= p.from || from >= p.to || from >= to {
			out = append(out, p)
			continue
		}
		if p.from < from {
			out = append(out, piece{p.from, from, p.queues})
		}
		if to < p.to {
			out = append(out, piece{to, p.to, p.queues})
		}
	}
	return out
}

// era numbers the stretches between the changes of an agent's abilities.
func (w *world) era(changes []time.Time, at float64) string {
	n := 0
	for _, t := range changes {
		if w.seconds(t) <= at {
			n++
		}
	}
	return strconv.Itoa(n)
}

// newDuty keeps those queues of a duty that the agent can serve when it begins; -1 when there
// are none. Before the period it is what the agent can at its start.
func (w *world) newDuty(in Input, index map[string]int, a schedule.Agent, p piece) int32 {
	var d duty
	queues, at := p.queues, in.Grid.Start.Add(time.Duration(max(p.from, 0)*float64(time.Second)))
	for i, name := range queues {
		q, ok := index[name]
		if !ok || slices.Contains(queues[:i], name) {
			continue
		}
		ability, ok := a.CanAt(in.Queues[q], at)
		if !ok {
			continue
		}
		j := job{queue: q, slots: w.queues[q].slots, pace: ability.Pace, slower: w.queues[q].inflation}
		if w.queues[q].chat && ability.Slots > 0 {
			j.slots = ability.Slots
		}
		if w.queues[q].chat && ability.Inflation > 0 {
			j.slower = ability.Inflation
		}
		d.jobs = append(d.jobs, j)
		d.deferred = d.deferred || !w.queues[q].live
		w.slots = max(w.slots, j.slots)
	}
	if len(d.jobs) == 0 {
		return -1
	}
	d.liveFirst = w.queues[d.jobs[0].queue].live
	w.deepest = max(w.deepest, len(d.jobs))
	w.duties = append(w.duties, d)
	return int32(len(w.duties) - 1)
}

// layLists numbers the availability lists: per queue the classes of standing, each by
// conversations held.
func (w *world) layLists() {
	w.neighbours = make([][]int, len(w.queues))
	for i := range w.queues {
		w.queues[i].depth = 1
	}
	for _, d := range w.duties {
		for _, j := range d.jobs {
			w.queues[j.queue].depth = max(w.queues[j.queue].depth, j.slots)
			w.meet(d, j.queue)
		}
	}
	for i := range w.queues {
		w.queues[i].list = w.lists
		w.lists += classes * w.queues[i].depth
	}
}

// meet notes the deferrable queues that a live queue of the duty shares it with and that
// need a reserve beside it.
func (w *world) meet(d duty, live int) {
	for _, j := range d.jobs {
		if w.queues[live].live && !w.queues[j.queue].live && !w.queues[j.queue].interruptible && !slices.Contains(w.neighbours[live], j.queue) {
			w.neighbours[live] = append(w.neighbours[live], j.queue)
			w.queues[j.queue].blended = true
		}
	}
}

// attend counts an agent once among those who attend to a live queue.
func (w *world) attend(d int32, attends []bool) {
	if d < 0 || !w.duties[d].liveFirst {
		return
	}
	for _, j := range w.duties[d].jobs {
		if !attends[j.queue] {
			attends[j.queue] = true
			w.queues[j.queue].attending++
		}
	}
}
