package roster

// flow is the deferrable work of the period. It is done earliest due first, by agents
// whose duty is first on a deferrable queue and by what agents on live queues can absorb.
type flow struct {
	hours  float64 // of an interval
	queues []backlog
	blends []blend // fewest queues first: who can choose least chooses first
	live   []absorber
}

// backlog is the work of one deferrable queue. Work due in the same interval is one lot.
type backlog struct {
	queue string
	open  []float64
	cum   []float64 // cum[i] is the open share of the intervals before i
	level []float64
	first []int32 // arrivals of interval i are items[first[i]:first[i+1]]
	items []arrival
	lots  []lot // by due interval; the last is due beyond the period
}

type arrival struct {
	due   int32
	hours float64
}

type lot struct {
	perHour float64 // contacts per agent-hour
	from    int     // mean interval of arrival
}

// blend is a list of deferrable queues in the order an agent serves them.
type blend struct {
	queues []int
	live   int // absorber whose agents serve it, or -1 for agents with no live work
}

// absorber is a live queue beside which deferrable work can be done.
type absorber struct {
	line   int
	absorb [][]float64 // by interval: erlangs at whole supplies; nil where the queue asks for nothing
}

// absorbed is the erlangs that a supply of x takes in beside the live work of interval i.
func (a absorber) absorbed(i int, x float64) float64 {
	if a.absorb[i] == nil {
		return x
	}
	return min(max(at(a.absorb[i], x), 0), x)
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

func newPass(f *flow, n int) *pass {
	q := len(f.queues)
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
func (p *pass) run(f *flow, c *crew, supply [][]float64, n int) {
	p.late, p.overtime, p.below = 0, 0, 0
	for q := range f.queues {
		clear(p.pending[q])
		clear(p.need[q])
		clear(p.worth[q])
		clear(p.capacity[q])
		clear(p.lateByDue[q])
		p.waiting[q], p.overdue[q], p.rate[q] = 0, 0, 0
	}
	for i := range n {
		for q := range f.queues {
			b := &f.queues[q]
			for _, a := range b.items[b.first[i]:b.first[i+1]] {
				p.pending[q][a.due] += a.hours
				p.waiting[q] += a.hours
			}
		}
		for k := range f.blends {
			p.serve(f, c, supply, k, i)
		}
		for q := range f.queues {
			p.expire(f, q, i)
		}
	}
	for q := range f.queues {
		p.spread(&f.queues[q], q, n)
	}
}

// serve spends the time of blend k in interval i.
func (p *pass) serve(f *flow, c *crew, supply [][]float64, k, i int) {
	there := c.there[k][i]
	if there <= 0 {
		return
	}
	b := &f.blends[k]
	if b.live >= 0 {
		a := &f.live[b.live]
		there = a.absorbed(i, supply[a.line][i]) * there / c.heads[b.live][i]
	}
	left := there * f.hours
	booked := false
	for _, q := range b.queues {
		open := f.queues[q].open[i]
		if open <= 0 || left <= 0 {
			continue
		}
		if !booked {
			p.capacity[q][i] += there * open
			booked = true
		}
		left -= p.do(q, i, min(left, there*f.hours*open))
	}
	for _, q := range b.queues {
		if left <= 0 {
			return
		}
		if p.overdue[q] > 0 && f.queues[q].open[i] > 0 {
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
func (p *pass) expire(f *flow, q, i int) {
	b := &f.queues[q]
	if lost := p.pending[q][i]; lost > 1e-9 {
		contacts := lost * b.lots[i].perHour
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
		from := min(b.lots[i].from, i)
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
		p.lasting[q][i] = f.hours
	}
	p.overtime += p.overdue[q] * f.hours
	p.below += max(0, b.level[i]-p.capacity[q][i]) * f.hours
}

// spread turns the steps of need and worth into values per interval.
func (p *pass) spread(b *backlog, q, n int) {
	var need, worth float64
	for i := range n {
		need += p.need[q][i]
		worth += p.worth[q][i]
		p.need[q][i], p.worth[q][i] = max(0, need*b.open[i]), 0
		if p.need[q][i] > 1e-9 {
			p.worth[q][i] = worth * b.open[i] / p.need[q][i]
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
