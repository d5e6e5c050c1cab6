package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
)

// requirement is the agents wanted and supplied: an interval a row, two columns a queue.
func (b *book) requirement(s *sheet) error {
	cov := b.plan.Check.Coverage
	s.text(1, 1, "Local time", b.header())
	for i := range cov.Grid.N {
		s.moment(1, 2+i, cov.Grid.At(i))
	}
	for k, q := range cov.Queues {
		c := 2 + 2*k
		s.text(c, 1, q.Queue+" required", b.header())
		s.text(c+1, 1, q.Queue+" supplied", b.header())
		for i := range q.Required {
			s.number(c, 2+i, q.Required[i], formatTenth)
			s.number(c+1, 2+i, q.Supplied[i], formatTenth)
		}
	}
	last := 1 + cov.Grid.N
	beside := 3 + 2*len(cov.Queues)
	for k, q := range cov.Queues[:min(len(cov.Queues), chartsAtMost)] {
		s.lines(cell(beside, 2+16*k), q.Queue+": agents required and supplied", 2, last, []line{
			{"required", 2 + 2*k, "C2573A"}, {"supplied", 3 + 2*k, "2F5D73"},
		})
	}
	s.width(1, 1, 17)
	s.width(2, 1+max(1, 2*len(cov.Queues)), 11)
	s.freeze(2, 2)
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
	slots := slotsOf(cov.Grid)
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
				s.number(2+slotIndex(cov.Grid, i), row, q.Supplied[i]-q.Required[i], "0.0;-0.0;0")
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

// slotsOf lists the local times of day at which intervals of the grid start.
func slotsOf(g calendar.Grid) []calendar.TimeOfDay {
	minutes := int(g.Step.Minutes())
	var slots []calendar.TimeOfDay
	for m := 0; m < 24*60; m += minutes {
		slots = append(slots, calendar.TimeOfDay(m))
	}
	return slots
}

// slotIndex is the column of interval i. The hour that clocks repeat in autumn shares its
// columns; the later one is shown.
func slotIndex(g calendar.Grid, i int) int {
	return int(calendar.ClockOf(g.At(i))) / int(g.Step.Minutes())
}
