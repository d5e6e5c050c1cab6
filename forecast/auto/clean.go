package auto

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
)

const (
	outageRatio    = 0.02 // of the usual volume, at most, in an outage
	outageEvidence = 30.0 // contacts usual during the time of an outage
	burstSigmas    = 4.0  // above the usual before an interval is a burst
	burstRatio     = 6.0  // the most that one interval may add to the burst risk, over its usual
	maxNotes       = 20   // of one kind for a queue
)

// noteGaps tells of recorded stretches' holes. Slots of the week that are always missing
// are closed hours, which noteExtent tells of.
func (q *queue) noteGaps() {
	s := q.series
	perWeek := int(7 * 24 * time.Hour / s.Grid.Step)
	seen := make([]bool, perWeek)
	for i := range s.Volume {
		seen[i%perWeek] = seen[i%perWeek] || !s.Missing(i)
	}
	total, first, last := 0, -1, 0
	for i := range s.Volume {
		if s.Missing(i) && (seen[i%perWeek] || s.Grid.N < 2*perWeek) {
			total, last = total+1, i
			if first < 0 {
				first = i
			}
		}
	}
	if total > 0 {
		q.note(forecast.NoteGap, first, last+1, float64(total), "")
	}
}

// noteExtent tells of short history and closed hours.
func (q *queue) noteExtent() {
	n := q.series.Grid.N
	if weeks := float64(n) * q.series.Grid.Hours() / 168; weeks < 4 {
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
// they do not shape the baseline. What was clipped, each interval bounded, comes back as
// the share that bursts add to the mean.
func (q *queue) clipBursts() {
	v := q.series.Volume
	var extra, total float64
	var found []forecast.Note
	for i := range v {
		if math.IsNaN(v[i]) || i >= len(q.week.Residuals) || math.IsNaN(q.week.Residuals[i]) {
			continue
		}
		usual := q.usual(i)
		weight := q.week.Recency(i)
		total += weight * min(v[i], 2*usual)
		limit := max((1+usual)*math.Exp(burstSigmas*q.week.Sigma())-1, usual+6*math.Sqrt(usual+1))
		if v[i] <= limit {
			continue
		}
		extra += weight * max(0, min(v[i], burstRatio*(usual+1))-limit)
		found = q.joinBurst(found, i, v[i]/max(usual, 1))
		v[i] = limit
	}
	q.burst = 1
	if total > 0 {
		q.burst = 1 + extra/total
	}
	q.notes = append(q.notes, largest(found)...)
}

// joinBurst adds interval i to the burst that ended at most three hours before, or begins
// a new one.
func (q *queue) joinBurst(found []forecast.Note, i int, ratio float64) []forecast.Note {
	from, to := q.series.Grid.At(i), q.series.Grid.At(i+1)
	if n := len(found); n > 0 && from.Sub(found[n-1].Span.To) <= 3*time.Hour {
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
