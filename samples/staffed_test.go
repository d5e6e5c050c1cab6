package samples_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/samples"
	"turno/schedule"
)

// The default week of every sample must be well staffed: enough hours for the work and
// for standing by, not so many that planning is idle. The sum is done here by textbook
// formulas of its own on the mean of the last six weeks.
func TestDefaultWeekIsWellStaffed(t *testing.T) {
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			w := open(t, name)
			var needed float64
			for _, s := range w.History {
				q := w.queue(s.Queue)
				hours := w.hours(q, usualWeek(s))
				t.Logf("%s: %.0f agent hours", q.Name, hours)
				needed += hours
			}
			paid := w.paidHours(w.monday())
			served := paid * (1 - w.Team.Shrinkage.Share()) * 0.96 // paid breaks
			t.Logf("needed %.0f h, served %.0f of %.0f paid h: ratio %.2f", needed, served, paid, served/needed)
			assert.InDelta(t, 1.2, served/needed, 0.15)
		})
	}
}

// At night only those who have nights in their contract can stand by.
func TestVoloNightsAreStaffed(t *testing.T) {
	w := open(t, "volo")
	var needed float64
	for _, s := range w.History {
		q, week := w.queue(s.Queue), usualWeek(s)
		for k := range week {
			if hour := k % 24; hour >= 6 && hour < 23 {
				week[k] = 0
			}
		}
		needed += w.hours(q, week)
	}
	var nights float64
	for _, a := range w.Team.Agents {
		switch a.Contract {
		case "nights":
			nights += 4
		case "rotating":
			nights += 1.5
		}
	}
	served := nights * 7 * (1 - w.Team.Shrinkage.Share())
	t.Logf("needed %.0f h, served %.0f h", needed, served)
	assert.Greater(t, served, needed)
}

// usualWeek is the mean volume of the last six weeks by hour of week, Sunday first.
func usualWeek(s forecast.Series) (week [168]float64) {
	var n [168]float64
	for i := max(0, s.Grid.N-6*168); i < s.Grid.N; i++ {
		if at := s.Grid.At(i); !s.Missing(i) {
			k := int(at.Weekday())*24 + at.Hour()
			n[k]++
			week[k] += s.Volume[i]
		}
	}
	for k := range week {
		week[k] /= max(n[k], 1)
	}
	return week
}

// hours is the agent time that a week's volume asks of a queue.
func (w world) hours(q schedule.Queue, week [168]float64) (sum float64) {
	var each, aht float64 // seconds for a post; seconds of a live contact
	for _, s := range w.Streams[q.Name] {
		each += s.Share.At(0) * (s.Triage.At(0) + (1-s.Flush.At(0))*s.Turns.At(0)*s.AHT.At(0))
		aht += s.Share.At(0) * s.AHT.At(0)
	}
	for _, volume := range week {
		switch {
		case !q.Channel.Live():
			sum += volume * each / 3600
		case volume > 0:
			sum += float64(agents(q, volume/3600, aht))
		}
	}
	return sum
}

// agents is the least number that meets a live queue's first target, when contacts come
// at rate a second: a birth-death chain in which slots conversations share an agent
// (Erlang C for one slot). Nobody leaves, which errs on the safe side.
func agents(q schedule.Queue, rate, aht float64) int {
	for n := 1; ; n++ {
		full := n * max(q.Slots, 1)
		ends := func(j int) float64 { // conversations that end a second while j are held
			held := max(1, float64(j)/float64(n))
			return float64(j) / (aht * (1 + q.Inflation*(held-1)))
		}
		if rate >= ends(full) {
			continue
		}
		weight, total := 1.0, 1.0
		for j := 1; j < full; j++ {
			weight *= rate / ends(j)
			total += weight
		}
		wait := weight * rate / (ends(full) - rate)
		wait /= total + wait
		if 1-wait*math.Exp(-(ends(full)-rate)*q.Targets[0].Within.Seconds()) >= q.Targets[0].Share {
			return n
		}
	}
}

// paidHours is the middle of what the contracts allow in the week from monday, without
// absences.
func (w world) paidHours(monday calendar.Date) (sum float64) {
	start, end := monday.In(w.Calendar.Zone), monday.Add(7).In(w.Calendar.Zone)
	hours := func(a schedule.Agent) float64 {
		r := w.Team.Contracts[a.Contract].Rules
		return (r.WeekHoursMin + r.WeekHoursMax).Hours() / 2
	}
	for _, a := range w.Team.Agents {
		if a.Employed(monday) {
			sum += hours(a)
		}
		for _, b := range w.Team.Absences {
			if b.Agent != a.ID || !b.From.Before(end) || !b.To.After(start) {
				continue
			}
			away := min(b.To.Sub(start), 5*24*time.Hour) - max(b.From.Sub(start), 0)
			sum -= hours(a) * away.Hours() / (5 * 24)
		}
	}
	return sum
}
