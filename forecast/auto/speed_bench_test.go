package auto_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
)

// benchmarked forecasts a week of so many queues with methods chosen anew, or before.
func benchmarked(b *testing.B, weeks, queues int, again bool) {
	var all []forecast.Series
	for k := range queues {
		all = append(all, made(fmt.Sprint("q", k), autumn, weeks, uint64(k), 0.3, course))
	}
	in, opt := input(all...), auto.Options{}
	if again {
		r, err := auto.Forecast(context.Background(), in, opt)
		require.NoError(b, err)
		opt.Choice = r.Choices
	}
	for b.Loop() {
		if _, err := auto.Forecast(context.Background(), in, opt); err != nil {
			b.Fatal(err)
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB") // the most it ever had from the system
}

func BenchmarkChosenTwoYears(b *testing.B)     { benchmarked(b, 104, 1, true) }
func BenchmarkChosenEightWeeks(b *testing.B)   { benchmarked(b, 8, 1, true) }
func BenchmarkChoosingTwoYears(b *testing.B)   { benchmarked(b, 104, 1, false) }
func BenchmarkChoosingEightWeeks(b *testing.B) { benchmarked(b, 8, 1, false) }

// BenchmarkHundredQueues and BenchmarkThousandQueues are of half a year each, on all cores.
func BenchmarkHundredQueues(b *testing.B)  { benchmarked(b, 26, 100, false) }
func BenchmarkThousandQueues(b *testing.B) { benchmarked(b, 26, 1000, false) }
