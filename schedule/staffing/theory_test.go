package staffing

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// birthDeath is Erlang A summed state by state: the share that waits and that leaves.
func birthDeath(rate, mu, theta float64, n int) (wait, abandon float64) {
	logs := []float64{0}
	for k := 1; ; k++ {
		out := float64(min(k, n))*mu + float64(max(0, k-n))*theta
		logs = append(logs, logs[k-1]+math.Log(rate/out))
		if k > n && logs[k] < logs[n]-60 && rate < out {
			break
		}
	}
	top := math.Inf(-1)
	for _, l := range logs {
		top = max(top, l)
	}
	var all, waiting, queue float64
	for k, l := range logs {
		w := math.Exp(l - top)
		all += w
		if k >= n {
			waiting += w
			queue += w * float64(k-n)
		}
	}
	return waiting / all, theta * queue / all / rate
}

func TestErlangAAgainstItsChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		load := math.Exp(rapid.Float64Range(math.Log(0.01), math.Log(3000)).Draw(t, "log load"))
		n := int(math.Ceil(load * rapid.Float64Range(0.5, 1.6).Draw(t, "n/load")))
		patience := math.Exp(rapid.Float64Range(math.Log(5), math.Log(20000)).Draw(t, "log patience"))
		s := ErlangA(load*12, 300, patience, n)
		wait, abandon := birthDeath(load/300, 1.0/300, 1/patience, n)
		require.InDelta(t, wait, s.Wait, 1e-9)
		require.InDelta(t, abandon, s.Abandon, 1e-9)
		before := 0.0
		for _, x := range []float64{0, 5, 20, 60, 600, 1e5} {
			served := s.Served(x)
			require.GreaterOrEqual(t, served, before-1e-9)
			require.LessOrEqual(t, served, 1-s.Abandon+1e-9)
			require.LessOrEqual(t, served, s.Waited(x)+1e-9)
			before = served
		}
		require.InDelta(t, 1-s.Abandon, s.Served(1e9), 1e-7)
	})
}

func TestErlangAIsStableAtAnySize(t *testing.T) {
	for _, load := range []float64{0.01, 1, 99, 1e4, 1e5} {
		for _, ratio := range []float64{0, 0.3, 0.99, 1, 1.01, 1.2, 3} {
			for _, patience := range []float64{0, 1e-3, 60, 3600, 1e9} {
				s := ErlangA(load*20, 180, patience, int(load*ratio))
				for _, x := range []float64{s.Wait, s.Abandon, s.Served(20), s.Waited(20), s.ServedOfPatient(20), s.Occupancy} {
					require.True(t, x >= 0 && x <= 1, "load %v x %v patience %v: %+v", load, ratio, patience, s)
				}
				require.False(t, math.IsNaN(s.MeanWait) || math.IsNaN(s.MeanWaitServed))
			}
		}
	}
}

func TestChatWithOneSlotIsErlang(t *testing.T) {
	for _, patience := range []float64{0, 240} {
		for n := 6; n < 20; n++ {
			chat := ChatDesk{PerHour: 60, AHT: 300, Slots: 1, Inflation: 0.4, Patience: patience}.Steady(n)
			voice := ErlangA(60, 300, patience, n)
			require.InDelta(t, voice.Wait, chat.Wait, 1e-12)
			require.InDelta(t, voice.Served(30), chat.Served(30), 1e-12)
			require.InDelta(t, voice.Occupancy, chat.Occupancy, 1e-9)
		}
	}
}

func TestBlendWithFullReserveIsTheLiveQueueAlone(t *testing.T) {
	for _, patience := range []float64{0, 240} {
		alone, beside := ErlangA(200, 180, patience, 14), Blend(200, 180, patience, 14, 14)
		require.InDelta(t, alone.Wait, beside.Wait, 1e-12)
		require.InDelta(t, 0, beside.Deferred, 1e-9)
		before := math.Inf(1)
		for r := range 15 {
			b := Blend(200, 180, patience, 14, r)
			require.Less(t, b.Deferred, before, "each idle agent more costs work")
			before = b.Deferred
		}
	}
}

func BenchmarkErlangC10000(b *testing.B) {
	for b.Loop() {
		s := ErlangC(9900*20, 180, 10000)
		s.Served(20)
	}
}

func BenchmarkErlangA(b *testing.B) {
	for b.Loop() {
		s := ErlangA(200, 180, 300, 14)
		s.Served(20)
	}
}
