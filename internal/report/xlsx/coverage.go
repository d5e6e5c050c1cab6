package xlsx

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
	"turno/schedule"
)

// requirement is the agents wanted and supplied: an interval a row, two columns a queue.
func (b *book) requirement(s *sheet) error {
	cov := b.plan.Check.Coverage
	s.times(cov.Grid, 1)
	for k, q := range cov.Queues {
		c := labels + 1 + 2*k
		s.text(c, 1, q.Queue+" required", b.header())
		s.text(c+1, 1, q.Queue+" supplied", b.header())
		for i := range q.Required {
			s.number(c, 2+i, q.Required[i], formatTenth)
			s.number(c+1, 2+i, q.Supplied[i], formatTenth)
		}
	}
	last := 1 + cov.Grid.N
	beside := labels + 2 + 2*len(cov.Queues)
	for k, q := range cov.Queues[:min(len(cov.Queues), chartsAtMost)] {
		s.lines(cell(beside, 2+16*k), q.Queue+": agents required and supplied", 1, 2, last, []line{
			{labels + 1 + 2*k, "C2573A"}, {labels + 2 + 2*k, "2F5D73"},
		})
	}
	s.width(labels+1, labels+max(1, 2*len(cov.Queues)), 11)
	s.height(1, 32)
	s.freeze(labels+1, 2)
	s.landscape()
	return nil
}

// coverage is the heat-map: supplied less required agents, a day a row and a time of day a
// column, a block per queue. Red is short, blue is more than required.
func (b *book) coverage(s *sheet) error {
	cov := b.plan.Check.Coverage
	if cov.Grid.N == 0 {
		return nil
	}
	slots := slotsOf(cov.Grid, func(i int) bool {
		return slices.ContainsFunc(cov.Queues, func(q schedule.QueueCoverage) bool { return q.Required[i] > 0 || q.Supplied[i] > 0 })
	})
	row := 1
	s.text(1, row, "Agents supplied less required, by local time. Red: short. Blue: more than required.", b.bold())
	for _, q := range cov.Queues {
		row += 2
		s.text(1, row, q.Queue, b.bold())
		row++
		s.text(1, row, "Day", b.header())
		for k, slot := range slots {
			s.text(2+k, row, slot.String(), b.header())
		}
		first := row + 1
		for _, d := range cov.Grid.Days() {
			row++
			s.text(1, row, d.Date.In(cov.Grid.Zone()).Format("Mon 2 Jan"), 0)
			for i := d.First; i < d.First+d.N; i++ {
				if q.Required[i] == 0 && q.Supplied[i] == 0 {
					continue
				}
				s.number(2+slotIndex(cov.Grid, i, slots), row, q.Supplied[i]-q.Required[i], "0.0;-0.0;0")
			}
		}
		s.heat(fmt.Sprintf("%s:%s", cell(2, first), cell(1+len(slots), row)))
	}
	s.width(1, 1, 14)
	s.width(2, 1+len(slots), 5.5)
	s.freeze(2, 2)
	s.landscape()
	return nil
}

func (s *sheet) heat(area string) {
	s.keep(s.f.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{{
		Type: "3_color_scale", Criteria: "=", MinType: "num", MidType: "num", MaxType: "num",
		MinValue: "-2", MidValue: "0", MaxValue: "4", MinColor: "#D7553A", MidColor: "#FFFFFF", MaxColor: "#6FA3C0",
	}}))
}

// slotsOf lists the local times of day at which intervals of the grid start, from the
// first to the last that is used on any day.
func slotsOf(g calendar.Grid, used func(i int) bool) []calendar.TimeOfDay {
	first, last := calendar.Clock(24, 0), calendar.TimeOfDay(0)
	for i := range g.N {
		if used(i) {
			clock := calendar.ClockOf(g.At(i))
			first, last = min(first, clock), max(last, clock)
		}
	}
	var slots []calendar.TimeOfDay
	for m := first; m <= last; m += calendar.TimeOfDay(g.Step.Minutes()) {
		slots = append(slots, m)
	}
	return slots
}

// slotIndex is the column of interval i. The hour that clocks repeat in autumn shares its
// columns; the later one is shown.
func slotIndex(g calendar.Grid, i int, slots []calendar.TimeOfDay) int {
	return int(calendar.ClockOf(g.At(i))-slots[0]) / int(g.Step.Minutes())
}
