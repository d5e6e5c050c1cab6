package simulate

import (
	"cmp"
	"slices"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// world is everything that does not change between replications. It is only read once
// made.
type world struct {
	grid   calendar.Grid
	step   float64 // seconds of an interval
	start  float64 // of a replication, 0 or less
	worked float64 // agents work from here on, 0 or less
	end    float64 // seconds of the period
	like   []int   // by interval before the period, backwards: the one that stands for it
	queues []queue
	agents []worker
	duties []duty
	shifts []shift
	steps  []step

	deferrable []int // queues, best priority first

	owned    bool  // some queue is
	common   []int // queues whose level moves with that of others
	together []forecast.Volume

	neighbours [][]int // by live queue: deferrable queues that share a duty with it

	deepest int // most jobs in one duty
	slots   int // most conversations at once of any agent
	lists   int // availability lists of all queues
	away    away
}

// queue is a schedule.Queue with its demand, in seconds and indices.
type queue struct {
	name          string
	key           uint64
	live          bool
	chat          bool
	priority      int
	slots         int
	inflation     float64
	patience      float64 // mean, 0 is for ever
	redial        float64 // share of those who hung up
	redialAfter   float64 // mean
	interruptible bool
	owned         bool
	closing       float64 // mean time of a closing post, 0 for none
	hours         hours
	targets       []target
	promise       []target // none or one
	due           target   // orders the waiting, of kinds of message without targets of their own too
	ranks         int      // of its kinds of message in the order of service, by priority
	aimed         bool     // some kind has a priority or targets of its own
	volume        forecast.Volume
	doubt         []float64 // by interval the relative deviation of the work expected; nil is none
	streams       []stream
	since         float64 // when contacts begin to come, 0 or less

	list, depth int        // first of its availability lists, and lists per class
	pressure    []pressure // live: what the reserve rule expects, per interval
	attending   int        // live: agents whose duties begin with live work and hold this queue, at most
	lead        float64    // seconds before its due time in which work is about to be late
	blended     bool       // deferrable: some agent takes it beside live work
}

// target is a schedule.Target in seconds.
type target struct {
	share, within float64
	measure       schedule.Measured
	openClock     bool
}

// stream is a forecast.Stream with its distributions made ready.
type stream struct {
	forecast.Stream
	triage, aht, think spread
	pivots             []pivot

	rank    int      // in the order of service of its queue, 0 comes first
	due     target   // orders the waiting of one rank
	apart   bool     // held against targets of its own, not the queue's
	targets []target // its own, else the queue's
}

// pivot is a forecast.Pivot in seconds and by index.
type pivot struct {
	to                   int
	share, arrives, adds float64 // of those moved, who turn up, and who do on top of the other queue's volume
	lag                  float64
	by                   []float64 // factors on share by interval; nil is 1
}

// newWorld checks the input and makes it ready.
func newWorld(in Input) (*world, error) {
	if in.Calendar == nil {
		in.Calendar = calendar.Plain(in.Grid.Zone())
	}
	if err := checkInput(in); err != nil {
		return nil, err
	}
	w := &world{grid: in.Grid, step: in.Grid.Step.Seconds()}
	w.end = float64(in.Grid.N) * w.step
	index := map[string]int{}
	for i, q := range in.Queues {
		index[q.Name] = i
	}
	profiles := map[string]forecast.Profile{}
	for _, p := range in.Profiles {
		profiles[p.Volume.Queue] = p
	}
	for _, q := range in.Queues {
		w.queues = append(w.queues, newQueue(q, profiles[q.Name], in, index))
	}
	for i := range w.queues {
		if !w.queues[i].live {
			w.deferrable = append(w.deferrable, i)
		}
		w.owned = w.owned || w.queues[i].owned
		if w.queues[i].common() {
			w.common, w.together = append(w.common, i), append(w.together, w.queues[i].volume)
		}
	}
	slices.SortStableFunc(w.deferrable, func(a, b int) int { return cmp.Compare(w.queues[a].priority, w.queues[b].priority) })
	w.away = newAway(in.Team.Shrinkage)
	w.layWarmUp(in.Grid)
	w.layBacklog(in.Backlog)
	w.layTimeline(in, index)
	w.layLists()
	w.expect()
	return w, nil
}

func newQueue(q schedule.Queue, p forecast.Profile, in Input, index map[string]int) queue {
	out := queue{
		name: q.Name, key: keyOf(q.Name), live: q.Channel.Live(), chat: q.Channel == skills.Chat,
		priority: q.Priority, slots: 1, patience: q.Patience.Seconds(),
		hours: newHours(q.Hours, in.Grid, in.Calendar), volume: p.Volume, doubt: p.Spread,
		redial: q.Redial, redialAfter: q.RedialAfter.Seconds(), interruptible: q.Interruptible, owned: q.Owned, closing: q.ClosingPost.Seconds(),
	}
	if out.chat {
		out.slots, out.inflation = max(1, q.Slots), q.Inflation
	}
	for _, t := range q.Targets {
		out.targets = append(out.targets, newTarget(t))
	}
	if q.Promise != nil {
		out.promise = []target{newTarget(*q.Promise)}
	}
	if len(out.targets) > 0 {
		out.due = out.targets[0]
	}
	for _, s := range p.Streams {
		out.streams = append(out.streams, newStream(s, index))
	}
	out.aim(q)
	return out
}

func newTarget(t schedule.Target) target {
	return target{share: t.Share, within: t.Within.Seconds(), measure: t.Measure, openClock: t.Clock == schedule.OpenOnly}
}

func newStream(s forecast.Stream, index map[string]int) stream {
	out := stream{Stream: s, triage: newSpread(s.Triage.CV), aht: newSpread(s.AHT.CV), think: newSpread(s.Think.CV)}
	for _, p := range s.Pivots {
		out.pivots = append(out.pivots, pivot{to: index[p.To], share: p.Share, arrives: 1 - p.DropOff, adds: p.Adds(), lag: p.Lag.Seconds(), by: p.By})
	}
	return out
}

// dueAfter is when a message that arrived at t should be answered: what orders the waiting.
func (q *queue) dueAfter(due target, arrived, opened float64) float64 {
	from := arrived
	if due.measure == schedule.EndToEnd {
		from = opened
	}
	if due.openClock {
		return q.hours.after(from, due.within)
	}
	return from + due.within
}

// waited is the time from a to b on the target's clock.
func (q *queue) waited(t target, a, b float64) float64 {
	if t.openClock {
		return q.hours.passed(b) - q.hours.passed(a)
	}
	return b - a
}

// interval is the interval of t, kept within the period; for an instant before it the one
// that stands for it.
func (w *world) interval(t float64) int {
	if t < 0 {
		return max(0, w.likened(max(w.number(t), -len(w.like))))
	}
	return min(int(t/w.step), w.grid.N-1)
}
