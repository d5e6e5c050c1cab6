package scenario

import (
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/schedule/simulate"
)

// Figures are what one plan comes to, or the difference of two plans: the mean of what its
// searches for a roster found. An interval is the 95 % one. It holds the chance of customers,
// over the replications, of a difference that of the paired differences, replication by
// replication, which common random numbers make narrow; and the chance of the searches, that
// of a difference search by search, each beside one with the same seed. What neither touches
// is exact: its Low and High equal its Mean.
type Figures struct {
	Queues []QueueFigures // in the order of the plan's queues; of a difference those that both plans have
	Days   []DayFigures   // local days of the period

	Volume     Estimate // contacts expected over the period
	HourP50    Estimate // contacts of all queues in the hour that expects most, median
	HourP90    Estimate // the same, 90 % quantile
	NetHours   Estimate // agent-hours required, levelled, what live agents absorb beside their work taken off
	NetFTE     Estimate // the same as full-time agents
	GrossFTE   Estimate // NetFTE with shrinkage
	Agents     Estimate // in the team
	Planned    Estimate // with at least one shift
	PaidHours  Estimate
	Overtime   Estimate // paid hours above the week's limit of the contract
	Broken     Estimate // hard rules broken
	Contacts   Estimate // that can be judged by their queue's first target
	InTime     Estimate // of these, within it
	Service    Estimate // share of the two, all queues together, by contacts
	Promise    Estimate // share within the announced time, or within the first target where nothing is announced
	Backlog    Estimate // care contacts not answered at the end of the period
	Peak       Estimate // greatest mean number of contacts that wait at the end of an interval
	Abandoned  Estimate // live contacts that left
	SpillChat  Estimate // contacts expected to move into chat from other queues
	SpillVoice Estimate // and into voice

	Cost cost.Line // every line of it, to the cent; Agent is empty
	Pay  Estimate  // its total
}

// DayFigures are those of one local day.
type DayFigures struct {
	Date     calendar.Date
	NetHours Estimate // agent-hours required
	Paid     Estimate // paid hours of the shifts that start on it
}

// estimates are the figures themselves, in an order that is the same for all.
func (f *Figures) estimates() []*Estimate {
	return []*Estimate{&f.Volume, &f.HourP50, &f.HourP90, &f.NetHours, &f.NetFTE, &f.GrossFTE, &f.Agents, &f.Planned, &f.PaidHours, &f.Overtime, &f.Broken,
		&f.Contacts, &f.InTime, &f.Service, &f.Promise, &f.Backlog, &f.Peak, &f.Abandoned, &f.SpillChat, &f.SpillVoice, &f.Pay}
}

func (q *QueueFigures) estimates() []*Estimate {
	return []*Estimate{&q.Volume, &q.HourP50, &q.HourP90, &q.Agents, &q.NetHours, &q.Supplied, &q.Contacts, &q.InTime, &q.Service, &q.Promise, &q.Backlog, &q.Peak, &q.Abandoned, &q.Spilled}
}

func (d *DayFigures) estimates() []*Estimate { return []*Estimate{&d.NetHours, &d.Paid} }

// QueueFigures are those of one queue.
type QueueFigures struct {
	Queue     string
	Hourly    []forecast.Total // by local hour: mean and the quantiles of Levels; nil in a difference
	Levels    []float64        // of Hourly: 0.1, 0.5 and 0.9 unless the forecast has others
	Volume    Estimate
	HourP50   Estimate // in the hour that expects most
	HourP90   Estimate
	Agents    Estimate // effective agents required in the interval that asks for most
	NetHours  Estimate // agent-hours required
	Supplied  Estimate // effective agent-hours rostered
	Contacts  Estimate // that can be judged by the first target
	InTime    Estimate
	Service   Estimate // share within the first target
	Promise   Estimate // share within the promise; of the first target where nothing is announced
	Promised  bool     // something is announced
	Backlog   Estimate // care contacts not answered at the end
	Peak      Estimate // greatest mean number waiting at the end of an interval
	Abandoned Estimate
	Spilled   Estimate // contacts expected to move here from other queues
}

// Estimate is a figure with its 95 % interval.
type Estimate = simulate.Estimate

// exactly is a figure that is not in doubt.
func exactly(x float64) Estimate { return Estimate{Mean: x, Low: x, High: x} }

// Queue finds the figures of a queue.
func (f Figures) Queue(name string) (QueueFigures, bool) {
	for _, q := range f.Queues {
		if q.Queue == name {
			return q, true
		}
	}
	return QueueFigures{}, false
}

// Quantile is the quantile p of one of the queue's hours; its mean where the forecast does
// not hold that level.
func (q QueueFigures) Quantile(t forecast.Total, p float64) float64 {
	for k, l := range q.Levels {
		if math.Abs(l-p) < 1e-9 && k < len(t.Quantiles) {
			return t.Quantiles[k]
		}
	}
	return t.Mean
}
