package skills_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/skills"
)

func day(d int) time.Time { return time.Date(2026, 10, d, 0, 0, 0, 0, time.UTC) }

func model() skills.Model {
	m := skills.Default()
	m.Standard = map[skills.Channel]float64{skills.Chat: 540, skills.Social: 165, skills.Voice: 300}
	m.Slots = map[skills.Channel]int{skills.Chat: 3}
	return m
}

// Two people with six years each: what they were tested in tells them apart.
func ExampleScore() {
	all := []skills.Assessment{
		{Person: "ada", Date: day(1), Kind: skills.Experience, Subject: "social", Score: 6},
		{Person: "ada", Date: day(1), Kind: skills.WritingTest, Score: 0.9},
		{Person: "ada", Date: day(1), Kind: skills.Sentiment, Score: 0.95, Items: 40},
		{Person: "bo", Date: day(1), Kind: skills.Experience, Subject: "social", Score: 6},
		{Person: "bo", Date: day(1), Kind: skills.WritingTest, Score: 0.4},
		{Person: "bo", Date: day(1), Kind: skills.Rating, Subject: "wit", Score: 1},
	}
	for _, f := range skills.Score([]skills.Person{{ID: "ada"}, {ID: "bo"}, {ID: "nobody"}}, all, skills.Default()) {
		if f.Persona == "social" {
			fmt.Printf("%s %.2f (%.2f to %.2f), %.0f%% known\n", f.Person, f.Level, f.Low, f.High, 100*f.Known)
		}
	}
	// Output:
	// ada 0.76 (0.69 to 0.82), 31% known
	// bo 0.67 (0.59 to 0.74), 18% known
	// nobody 0.70 (0.62 to 0.78), 0% known
}

// draw makes assessments of a few people, one of each thing.
func draw(r *rapid.T) []skills.Assessment {
	var out []skills.Assessment
	score := rapid.Float64Range(0, 1)
	for _, who := range []string{"a", "b", "c", "d"} {
		for _, q := range skills.Questions() {
			if rapid.Bool().Draw(r, "asked") {
				out = append(out, skills.Assessment{Person: who, Date: day(1), Kind: skills.Interview, Subject: q, Score: score.Draw(r, q)})
			}
		}
		for _, c := range []string{"judgement", "wit", "empathy"} {
			if rapid.Bool().Draw(r, "rated") {
				out = append(out, skills.Assessment{Person: who, Date: day(2), Kind: skills.Rating, Subject: c, Score: score.Draw(r, c)})
			}
		}
		if rapid.Bool().Draw(r, "wrote") {
			out = append(out, skills.Assessment{Person: who, Date: day(2), Kind: skills.WritingTest, Score: score.Draw(r, "writing")})
		}
		for k := 1; k <= 4; k++ {
			if rapid.Bool().Draw(r, "tested") {
				out = append(out, skills.Assessment{Person: who, Date: day(3), Kind: skills.StressTest, Subject: "chat", Slots: k, Minutes: 60, Done: float64(rapid.IntRange(0, 30).Draw(r, "done"))})
			}
		}
	}
	return out
}

var team = []skills.Person{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}}

func TestAHigherScoreNeverLowersSuitability(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := draw(r)
		if len(all) == 0 {
			return
		}
		i := rapid.IntRange(0, len(all)-1).Draw(r, "which")
		better := slices.Clone(all)
		if better[i].Kind == skills.StressTest {
			better[i].Done += rapid.Float64Range(0, 30).Draw(r, "more")
		} else {
			better[i].Score += rapid.Float64Range(0, 1).Draw(r, "more") * (1 - better[i].Score)
		}
		before, after := skills.Score(team, all, model()), skills.Score(team, better, model())
		for k, f := range before {
			if f.Person == all[i].Person {
				assert.GreaterOrEqual(r, after[k].Level, f.Level-1e-12, "%s for %s", f.Person, f.Persona)
				assert.LessOrEqual(r, len(after[k].Bars), len(f.Bars), "%s for %s", f.Person, f.Persona)
			}
		}
	})
}

func TestOrderAndScaleNeverMatter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := draw(r)
		want := skills.Score(team, all, model())
		mixed := slices.Clone(all)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 1))
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		require.Equal(r, want, skills.Score(team, mixed, model()), "rows in another order")
		m := model()
		times := rapid.Float64Range(0.01, 100).Draw(r, "times")
		for i, p := range m.Personas {
			weights := map[skills.Competence]float64{}
			for c, w := range p.Weights {
				weights[c] = w * times
			}
			m.Personas[i].Weights = weights
		}
		for i, f := range skills.Score(team, all, m) {
			assert.InDelta(r, want[i].Level, f.Level, 1e-9)
			assert.InDelta(r, want[i].Low, f.Low, 1e-9)
		}
	})
}

func TestWhatIsUnknownWidensTheRange(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := draw(r)
		if len(all) == 0 {
			return
		}
		i := rapid.IntRange(0, len(all)-1).Draw(r, "which")
		if all[i].Kind == skills.StressTest {
			return // tells something of the whole team
		}
		known, less := skills.Score(team, all, model()), skills.Score(team, slices.Delete(slices.Clone(all), i, i+1), model())
		for k, f := range known {
			for j, p := range f.Parts {
				assert.GreaterOrEqual(r, less[k].Parts[j].SD, p.SD-1e-12)
			}
			assert.LessOrEqual(r, less[k].Known, f.Known+1e-12)
		}
	})
}

func TestIdenticalPeopleGetIdenticalResults(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := draw(r)
		other := map[string]string{"a": "Zoë", "b": "d", "c": "a", "d": "0"}
		renamed, people := slices.Clone(all), []skills.Person{}
		for i := range renamed {
			renamed[i].Person = other[renamed[i].Person]
		}
		for _, p := range team {
			people = append(people, skills.Person{ID: other[p.ID]})
		}
		want, got := skills.Score(team, all, model()), skills.Score(people, renamed, model())
		for i := range got {
			got[i].Person = want[i].Person
		}
		require.Equal(r, want, got)
		twins := slices.Clone(all)
		for _, a := range all {
			if a.Person == "a" {
				a.Person = "twin"
				twins = append(twins, a)
			}
		}
		fits := skills.Score(append(slices.Clone(team), skills.Person{ID: "twin"}), twins, model())
		n := len(model().Personas)
		for i := range n {
			twin := fits[len(team)*n+i]
			twin.Person = "a"
			require.Equal(r, fits[i], twin)
		}
	})
}

func TestAKnockOutAlwaysWins(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := append(draw(r), skills.Assessment{Person: "a", Date: day(5), Kind: skills.Record, Subject: skills.Offensive, Reason: "insults"},
			skills.Assessment{Person: "b", Date: day(1), Kind: skills.Certificate, Subject: "policy", Expires: day(9)})
		m := model()
		fits := skills.Score(team, all, m)
		stated := []skills.Ability{{Channel: skills.Social, Pace: 1}, {Channel: skills.Voice, Pace: 1}}
		for _, f := range fits {
			if f.Persona != "social" {
				continue
			}
			own := []skills.Fit{f}
			switch f.Person {
			case "a":
				bar, out := f.Barred(day(5))
				require.True(r, out)
				assert.Contains(r, []skills.Reason{skills.ReasonRecord, skills.ReasonFloor}, bar.Reason)
				assert.Len(r, m.Abilities(stated, own, day(6), day(13)), 1, "voice is left, social is not")
			case "b":
				left := m.Abilities(stated, own, day(6), day(13))
				for _, x := range left {
					if x.Channel == skills.Social {
						assert.Equal(r, day(9), x.To)
						assert.True(r, x.Holds(day(8)))
						assert.False(r, x.Holds(day(9)))
					}
				}
				assert.Len(r, m.Abilities(stated, own, day(9), day(16)), 1, "expired on the first day")
			}
		}
	})
}

// A new certificate renews an expired one; one that was never seen is unknown and no bar.
func TestCertificatesAreRenewed(t *testing.T) {
	all := []skills.Assessment{
		{Person: "a", Date: day(1), Kind: skills.Certificate, Subject: "policy", Expires: day(5)},
		{Person: "a", Date: day(4), Kind: skills.Certificate, Subject: "policy", Expires: day(25)},
	}
	for _, f := range skills.Score(team, all, model()) {
		_, out := f.Barred(day(10))
		assert.False(t, out, "%s for %s", f.Person, f.Persona)
	}
}

// The estimate of a pace lies between the person's own result and the team's, the nearer to
// the own one the longer the test was.
func TestPaceIsShrunkByTheSizeOfTheSample(t *testing.T) {
	kept := 0.0
	for _, minutes := range []float64{30, 120, 480, 1400} {
		var all []skills.Assessment
		for i, who := range []string{"a", "b", "c", "d"} {
			all = append(all, skills.Assessment{Person: who, Date: day(1), Kind: skills.StressTest, Subject: "social", Slots: 1, Minutes: minutes,
				Done: minutes * 60 / 165 * []float64{0.8, 1, 1, 1.2}[i]})
		}
		for _, f := range skills.Score(team, all, model()) {
			if f.Person == "d" && f.Persona == "social" {
				assert.Greater(t, f.Stress.Pace, 0.98)
				assert.Less(t, f.Stress.Pace, 1.2)
				assert.Greater(t, f.Stress.Kept, kept)
				assert.Less(t, f.Stress.Low, f.Stress.Pace)
				kept = f.Stress.Kept
			}
		}
	}
	assert.Greater(t, kept, 0.9)
}

// Output that falls beyond two conversations at once gives two slots, and its inflation.
func TestSlotsAreWhereOutputPeaks(t *testing.T) {
	var all []skills.Assessment
	for k, done := range map[int]float64{1: 100, 2: 150, 3: 140, 4: 120} {
		for _, who := range []string{"a", "b", "c"} {
			all = append(all, skills.Assessment{Person: who, Date: day(1), Kind: skills.StressTest, Subject: "chat", Slots: k, Minutes: 900, Done: done})
		}
	}
	for _, f := range skills.Score(team, all, model()) {
		if f.Person == "a" && f.Persona == "chat" {
			assert.Equal(t, 2, f.Stress.Slots)
			assert.InDelta(t, 2*100.0/150-1, f.Stress.Inflation, 0.02)
			assert.InDelta(t, 1, f.Stress.Pace, 0.03)
			assert.Greater(t, f.Stress.Sure, 0.6)
		}
	}
}

// In induction the pace grows week by week, and a test taken in a week of it counts for more
// than it shows.
func TestInductionGrowsWeekByWeek(t *testing.T) {
	m := model()
	m.Induction = skills.Induction{Pace: []float64{0.5, 0.75}, Training: []float64{0.4, 0.2}}
	start := day(5)
	people := []skills.Person{{ID: "new", Start: start}}
	all := []skills.Assessment{{Person: "new", Date: day(6), Kind: skills.StressTest, Subject: "voice", Slots: 1, Minutes: 600, Done: 60}}
	fits := skills.Score(people, all, m)
	i := slices.IndexFunc(fits, func(f skills.Fit) bool { return f.Persona == "voice" })
	assert.InDelta(t, 1, fits[i].Stress.Pace, 1e-9, "half a pace in a week of half a pace")
	got := m.Abilities([]skills.Ability{{Channel: skills.Voice, Pace: 1}}, fits[i:i+1], start, start.AddDate(0, 0, 21))
	require.Len(t, got, 3)
	full := got[2].Pace
	assert.InDelta(t, full*0.5*0.6, got[0].Pace, 1e-9)
	assert.InDelta(t, full*0.75*0.8, got[1].Pace, 1e-9)
	assert.Equal(t, start.AddDate(0, 0, 7), got[1].From)
	assert.Equal(t, got[1].To, got[2].From)
	assert.False(t, math.IsNaN(full))
}

// No weight favours wit over empathy.
func TestEmpathyOutweighsWit(t *testing.T) {
	for _, p := range skills.Personas() {
		assert.Greater(t, p.Weights[skills.Empathy], p.Weights[skills.Wit], p.Name)
	}
}
