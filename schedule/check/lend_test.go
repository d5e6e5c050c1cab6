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

// TestSpareLivePeopleCountOnTheSecondQueue: six chat agents of whom chat needs two; four at
// half pace are the two that voice asks for. Nobody is lent who is needed, or without the
// duty, and the second queue of a deferrable duty is not lent to.
func TestSpareLivePeopleCountOnTheSecondQueue(t *testing.T) {
	assert.Equal(t, map[string][]float64{"chat": {2, 2}, "voice": {2, 2}, "social": {0, 0}}, supplies(twoLive(6, "chat", "voice")))
	assert.Equal(t, map[string][]float64{"chat": {2, 2}, "voice": {0.5, 0.5}, "social": {0, 0}}, supplies(twoLive(3, "chat", "voice")))
	assert.Equal(t, map[string][]float64{"chat": {6, 6}, "voice": {2, 2}, "social": {0, 0}}, supplies(twoLive(10, "chat", "voice")), "no more than is wanted")
	assert.Equal(t, []float64{0, 0}, supplies(twoLive(2, "chat", "voice"))["voice"])
	assert.Equal(t, []float64{0, 0}, supplies(twoLive(6, "chat"))["voice"])
	assert.Equal(t, []float64{0, 0}, supplies(twoLive(6, "social", "chat", "voice"))["voice"])
}
