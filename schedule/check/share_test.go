package check

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// twoLive is two hours of chat and voice, each of which asks for two agents, with n people
// whose duty lists the queues.
func twoLive(n int, queues ...string) Input {
	var shifts []schedule.Shift
	for range n {
		shifts = append(shifts, serve(work("11-02 08:00", 2), queues...))
	}
	in := staff(day(world(), 2), 1, shifts...)
	in.Queues = append(in.Queues, schedule.Queue{Name: "voice", Channel: skills.Voice, Hours: calendar.Always()})
	for i := range in.Team.Agents {
		in.Team.Agents[i].Abilities = append(in.Team.Agents[i].Abilities, skills.Ability{Channel: skills.Voice, Pace: 0.5})
	}
	voice := chat(2)
	voice.Queue = "voice"
	in.Requirement.Live = []schedule.LiveRequirement{chat(2), voice}
	in.Requirement.Deferrable = nil
	return in
}

func supplies(in Input) map[string][]float64 {
	out := map[string][]float64{}
	for _, q := range Run(in).Coverage.Queues {
		out[q.Queue] = q.Supplied
	}
	return out
}

// TestLivePeopleAreShared: six people, of whom chat asks for two; four at half pace are the
// two that voice asks for. Too few give both the same part of what they lack, too many stay
// with the first. Nobody is shared without the duty, or whose first queue is deferrable.
func TestLivePeopleAreShared(t *testing.T) {
	assert.Equal(t, map[string][]float64{"chat": {2, 2}, "voice": {2, 2}, "social": {0, 0}}, supplies(twoLive(6, "chat", "voice")))
	assert.InDeltaSlice(t, []float64{1, 1}, supplies(twoLive(3, "chat", "voice"))["chat"], 1e-12)
	assert.InDeltaSlice(t, []float64{1, 1}, supplies(twoLive(3, "chat", "voice"))["voice"], 1e-12)
	assert.InDeltaSlice(t, []float64{6, 6}, supplies(twoLive(10, "chat", "voice"))["chat"], 1e-12)
	assert.InDeltaSlice(t, []float64{2, 2}, supplies(twoLive(10, "chat", "voice"))["voice"], 1e-12, "no more than is wanted")
	assert.Equal(t, []float64{0, 0}, supplies(twoLive(6, "chat"))["voice"])
	assert.Equal(t, []float64{0, 0}, supplies(twoLive(6, "social", "chat", "voice"))["voice"])
}

// TestOwnPeopleComeFirst: what the second queue has of its own is not taken from the first.
func TestOwnPeopleComeFirst(t *testing.T) {
	in := twoLive(6, "chat", "voice")
	for k := range 4 { // at half pace they are the two that voice asks for
		in.Roster.Shifts[k] = serve(in.Roster.Shifts[k], "voice")
	}
	assert.Equal(t, map[string][]float64{"chat": {2, 2}, "voice": {2, 2}, "social": {0, 0}}, supplies(in))
}
