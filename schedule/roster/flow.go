package roster

// Flow is the deferrable work of the period. It is done earliest due first, by agents
// whose duty is first on a deferrable queue and by what agents on live queues can absorb.
type Flow struct {
	Hours  float64 // of an interval
	Queues []Backlog
	Blends []Blend // fewest queues first: who can choose least chooses first
	Live   []Absorber
}

// Backlog is the work of one deferrable queue. Work due in the same interval is one lot.
type Backlog struct {
	Queue string
	Open  []float64
	cum   []float64 // cum[i] is the open share of the intervals before i
	Level []float64
	First []int32 // arrivals of interval i are items[first[i]:first[i+1]]
	Items []Arrival
	Lots  []Lot // by due interval; the last is due beyond the period
}

// Arrival is work that comes in an interval.
type Arrival struct {
	Due   int32
	Hours float64
}

// Lot is the work due in one interval.
type Lot struct {
	PerHour float64 // contacts per agent-hour
	From    int     // mean interval of arrival
}

// Blend is a list of deferrable queues in the order an agent serves them.
type Blend struct {
	Queues []int
	Live   int // absorber whose agents serve it, or -1 for agents with no live work
}

// Absorber is a live queue beside which deferrable work can be done.
type Absorber struct {
	Line   int
	Absorb [][]float64 // by interval: erlangs at whole supplies; nil where the queue asks for nothing
}

// absorbed is the erlangs that a supply of x takes in beside the live work of interval i.
func (a Absorber) absorbed(i int, x float64) float64 {
	if a.Absorb[i] == nil {
		return x
	}
	return min(max(at(a.Absorb[i], x), 0), x)
}

// crew is who is there for the flow: by blend and interval, effective agents of dedicated
// blends and heads of live ones; by absorber and interval, all heads.
type crew struct {
	there [][]float64
	heads [][]float64
}

// pass is the state and outcome of one run over the period.
type pass struct {
	pending [][]float64 // by queue and due interval, agent-hours
	waiting []float64   // by queue, their sum
	overdue []float64   // by queue, contacts late and still to be done
	rate    []float64   // by queue, contacts per hour of what is overdue

	late      float64     // contacts late
	overtime  float64     // contact-hours that late replies go on waiting
	below     float64     // agent-hours below the level
	need      [][]float64 // by queue and interval, agent-hours that would save late work, spread over its window
	worth     [][]float64 // by queue and interval, contacts saved per such hour
	lasting   [][]float64 // by queue and interval, hours for which late work goes on waiting
	capacity  [][]float64 // by queue and interval, agents there for it
	lateByDue [][]float64 // by queue and due interval, contacts late
}

func newPass(f *Flow, n int) *pass {
	q := len(f.Queues)
	p := &pass{waiting: make([]float64, q), overdue: make([]float64, q), rate: make([]float64, q)}
	for range q {
		p.pending = append(p.pending, make([]float64, n+1))
		p.need = append(p.need, make([]float64, n+1))
		p.worth = append(p.worth, make([]float64, n+1))
		p.lasting = append(p.lasting, make([]float64, n+1))
		p.capacity = append(p.capacity, make([]float64, n))
		p.lateByDue = append(p.lateByDue, make([]float64, n+1))
	}
	return p
}

// run does the work that can be done in time first and what is late with the time left
// over, which keeps the outcome concave in capacity. Serving by due time among the work
// that can still be in time loses the least of it (Jackson 1955).
func (p *pass) run(f *Flow, c *crew, supply [][]float64, n int) {
	p.late, p.overtime, p.below = 0, 0, 0
	for q := range f.Queues {
		clear(p.pending[q])
		clear(p.need[q])
		clear(p.worth[q])
		clear(p.capacity[q])
		clear(p.lateByDue[q])
		p.waiting[q], p.overdue[q], p.rate[q] = 0, 0, 0
	}
	for i := range n {
		for q := range f.Queues {
			b := &f.Queues[q]
			for _, a := range b.Items[b.First[i]:b.First[i+1]] {
				p.pending[q][a.Due] += a.Hours
				p.waiting[q] += a.Hours
			}
		}
		for k := range f.Blends {
			p.serve(f, c, supply, k, i)
		}
		for q := range f.Queues {
			p.expire(f, q, i)
		}
	}
	for q := range f.Queues {
		p.spread(&f.Queues[q], q, n)
	}
}

// serve spends the time of blend k in interval i.
func (p *pass) serve(f *Flow, c *crew, supply [][]float64, k, i int) {
	there := c.there[k][i]
	if there <= 0 {
		return
	}
	b := &f.Blends[k]
	if b.Live >= 0 {
		a := &f.Live[b.Live]
		there = a.absorbed(i, supply[a.Line][i]) * there / c.heads[b.Live][i]
	}
	left := there * f.Hours
	booked := false
	for _, q := range b.Queues {
		open := f.Queues[q].Open[i]
		if open <= 0 || left <= 0 {
			continue
		}
		if !booked {
			p.capacity[q][i] += there * open
			booked = true
		}
		left -= p.do(q, i, min(left, there*f.Hours*open))
	}
	for _, q := range b.Queues {
		if left <= 0 {
			return
		}
		if p.overdue[q] > 0 && f.Queues[q].Open[i] > 0 {
			left -= p.catchUp(q, left)
		}
	}
}

// do spends hours on the work of queue q due first and says how many it found work for.
func (p *pass) do(q, i int, hours float64) float64 {
	done := 0.0
	pending := p.pending[q]
	for due := i; due < len(pending) && p.waiting[q] > 1e-9 && done < hours; due++ {
		if pending[due] == 0 {
			continue
		}
		part := min(pending[due], hours-done)
		pending[due] -= part
		p.waiting[q] -= part
		done += part
	}
	return done
}

// catchUp spends hours on overdue work.
func (p *pass) catchUp(q int, hours float64) float64 {
	part := min(hours, p.overdue[q]/p.rate[q])
	p.overdue[q] = max(0, p.overdue[q]-part*p.rate[q])
	return part
}

// expire closes interval i for queue q: what is due and not done is late.
func (p *pass) expire(f *Flow, q, i int) {
	b := &f.Queues[q]
	if lost := p.pending[q][i]; lost > 1e-9 {
		contacts := lost * b.Lots[i].PerHour
		p.late += contacts
		p.lateByDue[q][i] = contacts
		if all := p.overdue[q] + contacts; all > 0 {
			hours := lost
			if p.rate[q] > 0 {
				hours += p.overdue[q] / p.rate[q]
			}
			p.overdue[q], p.rate[q] = all, all/hours
		}
		p.waiting[q] -= lost
		from := min(b.Lots[i].From, i)
		if open := b.cum[i+1] - b.cum[from]; open > 0 {
			p.need[q][from] += lost / open
			p.need[q][i+1] -= lost / open
			p.worth[q][from] += contacts / open
			p.worth[q][i+1] -= contacts / open
		}
	}
	p.pending[q][i] = 0
	p.lasting[q][i] = 0
	if p.overdue[q] > 1e-9 {
		p.lasting[q][i] = f.Hours
	}
	p.overtime += p.overdue[q] * f.Hours
	p.below += max(0, b.Level[i]-p.capacity[q][i]) * f.Hours
}

// spread turns the steps of need and worth into values per interval.
func (p *pass) spread(b *Backlog, q, n int) {
	var need, worth float64
	for i := range n {
		need += p.need[q][i]
		worth += p.worth[q][i]
		p.need[q][i], p.worth[q][i] = max(0, need*b.Open[i]), 0
		if p.need[q][i] > 1e-9 {
			p.worth[q][i] = worth * b.Open[i] / p.need[q][i]
		} else {
			p.need[q][i] = 0
		}
	}
	for i := n - 1; i >= 0; i-- {
		if p.lasting[q][i] > 0 {
			p.lasting[q][i] += p.lasting[q][i+1]
		}
	}
}
