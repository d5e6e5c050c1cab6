package roster_test

import (
	"context"
	"testing"
	"time"

	"turno/schedule/roster"
)

func BenchmarkBuild(b *testing.B) {
	for _, c := range []struct {
		name  string
		world world
	}{
		{"8 agents", world{8, 1, 30 * time.Minute, false, .6}},
		{"20 agents", world{20, 1, 30 * time.Minute, false, .6}},
		{"60 agents around the clock", world{60, 1, 30 * time.Minute, true, .6}},
		{"60 agents 4 weeks", world{60, 4, 30 * time.Minute, true, .6}},
		{"500 agents 15 minutes", world{500, 1, 15 * time.Minute, true, .6}},
	} {
		in := c.world.input()
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				r, err := roster.Build(context.Background(), in, roster.Options{})
				if err != nil {
					b.Fatal(err)
				}
				for _, t := range r.Terms {
					if t.Name == "service lost" {
						b.ReportMetric(t.Value, "contacts-lost")
					}
				}
			}
		})
	}
}

func BenchmarkFirstRoster(b *testing.B) {
	in := world{60, 1, 30 * time.Minute, true, .6}.input()
	for b.Loop() {
		if _, err := roster.Build(context.Background(), in, roster.Options{Effort: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReplanOne(b *testing.B) {
	for name, w := range map[string]world{
		"500 agents, a week of 15 minutes": {500, 1, 15 * time.Minute, true, .6},
		"60 agents, a week of 30 minutes":  {60, 1, 30 * time.Minute, true, .6},
	} {
		again := roster.Replanner(w.input())
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				again()
			}
		})
	}
}
