package simulate

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/schedule"
	"turno/skills"
)

// ofTwoKinds is a queue of questions and, three in ten, complaints, whose customers write
// half as often again.
func ofTwoKinds(agents int, perHour float64, kinds ...schedule.Aim) *setting {
	s := newSetting(72, 30*time.Minute)
	question, complaint := work(300), work(300)
	question.Kind, question.Share = "question", forecast.Constant(0.7, 0)
	complaint.Kind, complaint.Share, complaint.Turns, complaint.Think = "complaint", forecast.Constant(0.3, 0), forecast.Constant(1.5, 0), forecast.Constant(1200, 1)
	s.queue(schedule.Queue{Name: "posts", Channel: skills.Social, Priority: 2, Targets: within(0.8, 4*time.Hour), Kinds: kinds}, perHour, question)
	s.in.Profiles[0].Streams = append(s.in.Profiles[0].Streams, complaint)
	s.agents(agents, "posts")
	return s
}

// TestTighterKindIsServedInTime: with people enough for the whole, complaints due within half an
// hour are answered by then and questions wait for it; without targets of their own they
// would wait alike.
func TestTighterKindIsServedInTime(t *testing.T) {
	aim := schedule.Aim{Kind: "complaint", Targets: within(0.9, 30*time.Minute)}
	const agents, perHour = 3, 29
	all := ofTwoKinds(agents, perHour, aim).run(t, 60, 1)
	r := all.Queues[0]
	var of, apart int
	for _, tallies := range all.Tallies {
		of, apart = of+tallies[0].Targets[0].Of, apart+tallies[0].Apart.Of
	}
	assert.InDelta(t, 0.3, float64(apart)/float64(of+apart), 0.02, "each message is counted once")
	assert.Equal(t, []string{"question", "complaint"}, []string{r.Kinds[0].Kind, r.Kinds[1].Kind})
	assert.Greater(t, r.Kinds[1].Targets[0].Low, 0.9)
	assert.Greater(t, r.Kinds[0].Targets[0].Mean, 0.8)
	assert.Equal(t, r.Kinds[0].Targets, r.Targets, "the queue's targets are those of the kinds without their own")

	alike := ofTwoKinds(agents, perHour, schedule.Aim{Kind: "complaint", Priority: 2}).run(t, 60, 1).Queues[0]
	late := ofTwoKinds(agents, perHour)
	late.in.Queues[0].Targets = within(0.8, 30*time.Minute)
	assert.Less(t, late.run(t, 60, 1).Queues[0].Targets[0].Mean, 0.8, "not all can be answered so soon")
	assert.GreaterOrEqual(t, alike.Kinds[0].Targets[0].Mean, r.Kinds[0].Targets[0].Mean, "questions wait for complaints")
}

// TestPriorityOfAKind: where there are too few, what has priority is served all the same.
func TestPriorityOfAKind(t *testing.T) {
	urgent := ofTwoKinds(2, 30, schedule.Aim{Kind: "complaint", Priority: 1}).run(t, 20, 1).Queues[0]
	assert.Greater(t, urgent.Kinds[1].Targets[0].Mean, 0.99)
	assert.Less(t, urgent.Kinds[0].Targets[0].Mean, 0.7)
	behind := ofTwoKinds(2, 30, schedule.Aim{Kind: "complaint", Priority: 3}).run(t, 20, 1).Queues[0]
	assert.Less(t, behind.Kinds[1].Targets[0].Mean, 0.5)
	assert.Greater(t, behind.Kinds[0].Targets[0].Mean, urgent.Kinds[0].Targets[0].Mean)
}

// TestKindLikeItsQueue: kinds with the priority and targets of the queue leave every count as
// it is, on owned, interruptible and blended queues too; and kinds add up to the queue.
func TestKindLikeItsQueue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agents, perHour, seed := rapid.IntRange(1, 4).Draw(t, "agents"), rapid.Float64Range(5, 40).Draw(t, "per hour"), rapid.Uint64().Draw(t, "seed")
		owned, blended := rapid.Bool().Draw(t, "owned"), rapid.Bool().Draw(t, "blended")
		priority := rapid.IntRange(0, 4).Draw(t, "priority")
		run := func(kinds ...schedule.Aim) Result {
			s := ofTwoKinds(agents, perHour, kinds...)
			s.in.Queues[0].Owned = owned
			if blended {
				s.queue(schedule.Queue{Name: "voice", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 20, work(200))
				s.agents(3, "voice", "posts")
			}
			r, err := Run(t.Context(), s.in, Options{Replications: 3, Seed: seed})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		plain, same := run(), run(schedule.Aim{Kind: "complaint", Priority: 2, Targets: within(0.8, 4*time.Hour)})
		same.Queues[0].Kinds = nil
		assert.Equal(t, plain.Tallies, same.Tallies)

		ranked := run(schedule.Aim{Kind: "complaint", Priority: priority})
		for k := range plain.Tallies {
			a, b := plain.Tallies[k][0], ranked.Tallies[k][0]
			assert.InDelta(t, a.Offered, b.Offered, 0)
			assert.Equal(t, b.Offered, b.Answered+b.Waiting, "nobody is lost")
		}
	})
}
