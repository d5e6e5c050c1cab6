package auto

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
)

const (
	outageRatio    = 0.02  // of the usual volume, at most, in an outage
	outageEvidence = 20.0  // contacts usual during the time of an outage
	burstSigmas    = 4.0   // above the usual before an interval is a burst
	burstShare     = 0.005 // of the mean, at most, that one interval of a burst may add
	maxNotes       = 20    // of one kind for a queue
)

// noteExtent tells of short history, closed hours and gaps: missing intervals of open hours
// that no holiday explains.
func (q *queue) noteExtent(recorded []float64, holidays []holiday) {
	n := q.series.Grid.N
	if weeks := q.weeks(); weeks < 4 && q.borrowed == nil {
		q.note(forecast.NoteShortHistory, 0, n, weeks, "")
	}
	closed := 0
	for _, c := range q.week.Closed {
		if c {
			closed++
		}
	}
	if closed > 0 {
		q.note(forecast.NoteClosed, 0, n, float64(closed)/float64(len(q.week.Closed)), "")
	}
	onHoliday := make([]bool, n)
	for _, h := range holidays {
		for k := range h.volume {
			onHoliday[h.first+k] = true
		}
	}
	total, first, last := 0, 0, 0
	for i, v := range recorded {
		if math.IsNaN(v) && !onHoliday[i] && q.week.Open(i) {
			if total == 0 {
				first = i
			}
			total, last = total+1, i
		}
	}
	if total > 0 {
		q.note(forecast.NoteGap, first, last+1, float64(total), "")
	}
}

// removeOutages takes out runs of next to nothing that cannot be chance: at least so much
// volume is usual there that even a third of it would hardly ever fail to show. Longer
// than a week it is the queue's new life rather than an outage.
func (q *queue) removeOutages() {
	v := q.series.Volume
	week := int(7 * 24 * time.Hour / q.series.Grid.Step)
	for from := 0; from < len(v); from++ {
		to, usual := from, 0.0
		for ; to < len(v) && !(v[to] > outageRatio*q.usual(to)); to++ {
			if !math.IsNaN(v[to]) && !math.IsNaN(q.week.Residuals[to]) {
				usual += q.usual(to)
			}
		}
		if usual >= outageEvidence && to-from <= week {
			q.note(forecast.NoteOutage, from, to, float64(to-from), "")
			for i := from; i < to; i++ {
				v[i] = math.NaN()
			}
		}
		from = to
	}
}

// clipBursts finds intervals far above the usual, tells of them and clips them, so that
// they do not shape the baseline. What was clipped comes back as the share that bursts add
// to the mean; no interval may add more than burstShare, however wild it was.
func (q *queue) clipBursts() {
	v := q.series.Volume
	var total float64
	for i, r := range q.week.Residuals {
		if !math.IsNaN(v[i]) && !math.IsNaN(r) {
			total += q.week.Recency(i) * min(v[i], 2*q.usual(i))
		}
	}
	var extra float64
	var found []forecast.Note
	came := slices.Clone(v)
	for i, r := range q.week.Residuals {
		usual := q.usual(i)
		limit := max((1+usual)*math.Exp(burstSigmas*q.week.Sigma())-1, usual+6*math.Sqrt(usual+1))
		if math.IsNaN(r) || math.IsNaN(v[i]) || v[i] <= limit {
			continue
		}
		extra += min(q.week.Recency(i)*(v[i]-limit), burstShare*total)
		found = q.joinBurst(found, i, v[i]/max(usual, 1))
		v[i] = limit
	}
	q.burst = 1
	if total > 0 {
		q.burst += extra / total
	}
	q.learnBursts(came, found)
	q.notes = append(q.notes, largest(found)...)
}

// joinBurst adds interval i to the burst that ended at most six hours before, or begins
// a new one.
func (q *queue) joinBurst(found []forecast.Note, i int, ratio float64) []forecast.Note {
	from, to := q.series.Grid.At(i), q.series.Grid.At(i+1)
	if n := len(found); n > 0 && from.Sub(found[n-1].Span.To) <= 6*time.Hour {
		found[n-1].Span.To = to
		found[n-1].Value = max(found[n-1].Value, ratio)
		return found
	}
	note := forecast.Note{Code: forecast.NoteBurst, Queue: q.series.Queue, Value: ratio}
	note.Span.From, note.Span.To = from, to
	return append(found, note)
}

// largest keeps the maxNotes notes of the greatest value, in order of time.
func largest(notes []forecast.Note) []forecast.Note {
	if len(notes) <= maxNotes {
		return notes
	}
	values := make([]float64, len(notes))
	for k, n := range notes {
		values[k] = n.Value
	}
	slices.Sort(values)
	least := values[len(values)-maxNotes]
	kept := slices.DeleteFunc(notes, func(n forecast.Note) bool { return n.Value < least })
	return kept[:min(len(kept), maxNotes)]
}
