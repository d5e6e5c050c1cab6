package text_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/internal/report/text"
	"turno/plan/repair"
	"turno/schedule"
)

func TestEdits(t *testing.T) {
	c := text.English(time.UTC, 2026)
	on := func(from, to int, queue string) schedule.Shift {
		at := func(h int) time.Time { return time.Date(2026, 11, 10, h, 0, 0, 0, time.UTC) }
		return schedule.Shift{Start: at(from), End: at(to), Duties: []schedule.Duty{{Start: at(from), End: at(to), Queues: []string{queue}}}}
	}
	rested := on(9, 17, "chat")
	rested.Breaks = []schedule.Break{{Start: rested.Start.Add(3 * time.Hour), End: rested.Start.Add(210 * time.Minute)}}
	call := schedule.Shift{Start: rested.Start, End: rested.End, OnCall: &schedule.OnCall{Queues: []string{"chat"}}}
	for want, e := range map[string]repair.Edit{
		"shift added, Tue 10 Nov 09:00-17:00, on call for chat":                       {Kind: repair.EditAdded, After: call},
		"Tue 10 Nov 09:00-17:00: on call for chat, was at work":                       {Kind: repair.EditDuties, Before: on(9, 17, "chat"), After: call},
		"shift added, Tue 10 Nov 09:00-17:00, chat":                                   {Kind: repair.EditAdded, After: on(9, 17, "chat")},
		"shift taken away, Tue 10 Nov 09:00-17:00":                                    {Kind: repair.EditRemoved, Before: on(9, 17, "chat")},
		"moved 2 h later: Tue 10 Nov 11:00-19:00, was 09:00-17:00":                    {Kind: repair.EditMoved, Before: on(9, 17, "chat"), After: on(11, 19, "chat")},
		"ends 1 h earlier: Tue 10 Nov 09:00-16:00, was 09:00-17:00":                   {Kind: repair.EditMoved, Before: on(9, 17, "chat"), After: on(9, 16, "chat")},
		"starts 1 h earlier: Tue 10 Nov 08:00-17:00, was 09:00-17:00":                 {Kind: repair.EditMoved, Before: on(9, 17, "chat"), After: on(8, 17, "chat")},
		"starts 1 h later, ends 1 h earlier: Tue 10 Nov 10:00-16:00, was 09:00-17:00": {Kind: repair.EditMoved, Before: on(9, 17, "chat"), After: on(10, 16, "chat")},
		"Tue 10 Nov 09:00-17:00: 09:00-17:00 social, was chat":                        {Kind: repair.EditDuties, Before: on(9, 17, "chat"), After: on(9, 17, "social")},
		"Tue 10 Nov 09:00-17:00: breaks 12:00-12:30, was none":                        {Kind: repair.EditBreaks, Before: on(9, 17, "chat"), After: rested},
		"bea takes over the shift Tue 10 Nov 09:00-17:00":                             {Kind: repair.EditGiven, Before: on(9, 17, "chat"), With: "bea"},
		"takes over the shift Tue 10 Nov 09:00-17:00 of bea":                          {Kind: repair.EditTaken, After: on(9, 17, "chat"), With: "bea"},
		"swaps with bea: Tue 10 Nov 11:00-19:00 for Tue 10 Nov 09:00-17:00":           {Kind: repair.EditSwapped, Before: on(9, 17, "chat"), After: on(11, 19, "chat"), With: "bea"},
	} {
		assert.Equal(t, want, c.Edit(e))
	}
	for _, k := range repair.EditKinds() {
		s := c.Edit(repair.Edit{Kind: k, Before: on(9, 17, "a"), After: on(10, 18, "b"), With: "bea"})
		assert.NotContains(t, s, "{", k)
		assert.NotContains(t, s, string(k)+" Tue", k)
	}
}
