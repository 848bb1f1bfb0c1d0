package org.netwright.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.plugin.NetwrightPlugin;
import org.netwright.standard.callback.StopWhen;
import org.netwright.standard.initializer.Constant;
import org.netwright.standard.initializer.FanScaled;
import org.netwright.standard.initializer.Normal;
import org.netwright.standard.initializer.TruncatedNormal;
import org.netwright.standard.initializer.Uniform;
import org.netwright.standard.loss.BinaryCrossEntropy;
import org.netwright.standard.loss.CrossEntropy;
import org.netwright.standard.loss.Entropy;
import org.netwright.standard.loss.Huber;
import org.netwright.standard.loss.MeanSquaredError;
import org.netwright.standard.loss.SoftCrossEntropy;
import org.netwright.standard.metric.Accuracy;
import org.netwright.standard.metric.AveragePrecision;
import org.netwright.standard.metric.Bleu;
import org.netwright.standard.metric.CalibrationError;
import org.netwright.standard.metric.PrAuc;
import org.netwright.standard.metric.RocAuc;
import org.netwright.standard.optimizer.Adadelta;
import org.netwright.standard.optimizer.Adagrad;
import org.netwright.standard.optimizer.Adam;
import org.netwright.standard.optimizer.AdamW;
import org.netwright.standard.optimizer.Adamax;
import org.netwright.standard.optimizer.Adan;
import org.netwright.standard.optimizer.AmsGrad;
import org.netwright.standard.optimizer.Bop;
import org.netwright.standard.optimizer.Ema;
import org.netwright.standard.optimizer.Lamb;
import org.netwright.standard.optimizer.Lars;
import org.netwright.standard.optimizer.Lion;
import org.netwright.standard.optimizer.Lookahead;
import org.netwright.standard.optimizer.NAdam;
import org.netwright.standard.optimizer.RAdam;
import org.netwright.standard.optimizer.RmsProp;
import org.netwright.standard.optimizer.Sam;
import org.netwright.standard.optimizer.ScheduleFreeAdamW;
import org.netwright.standard.optimizer.ScheduleFreeSgd;
import org.netwright.standard.optimizer.Sgd;
import org.netwright.standard.optimizer.Swa;
import org.netwright.standard.schedule.Cosine;
import org.netwright.standard.schedule.CosineRestarts;
import org.netwright.standard.schedule.Exponential;
import org.netwright.standard.schedule.Hold;
import org.netwright.standard.schedule.InverseSqrt;
import org.netwright.standard.schedule.Linear;
import org.netwright.standard.schedule.Plateau;
import org.netwright.standard.schedule.Polynomial;
import org.netwright.standard.schedule.Step;
import org.netwright.standard.schedule.WarmStableDecay;
import org.netwright.standard.source.Cifar10;
import org.netwright.standard.source.Cifar100;
import org.netwright.standard.source.CocoDetection;
import org.netwright.standard.source.Csv;
import org.netwright.standard.source.FashionMnist;
import org.netwright.standard.source.Idx;
import org.netwright.standard.source.ImageFolder;
import org.netwright.standard.source.ImageText;
import org.netwright.standard.source.Numpy;
import org.netwright.standard.source.SentencePairs;
import org.netwright.standard.source.Synthetic;
import org.netwright.standard.source.TfRecord;
import org.netwright.standard.source.TokenWindows;
import org.netwright.standard.transform.Accumulate;
import org.netwright.standard.transform.Clamp;
import org.netwright.standard.transform.ClipEach;
import org.netwright.standard.transform.ClipNorm;
import org.netwright.standard.transform.ClipValue;

/** Binds each name of the header {@code META-INF/netwright/standard.net} to its class. */
public final class StandardPlugin implements NetwrightPlugin {
  @Override
  public String name() {
    return "standard";
  }

  /** That of the build. */
  @Override
  public String version() {
    Properties properties = new Properties();
    try (InputStream in = StandardPlugin.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the jar holds its version.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.properties of the standard plugin", e);
    }
    return properties.getProperty("version", "");
  }

  @Override
  public int level() {
    return LEVEL;
  }

  @Override
  public void configure(Definitions definitions) {
    definitions
        .bind(OptimizerDefinition.class, "Sgd", Sgd.class)
        .bind(OptimizerDefinition.class, "Adam", Adam.class)
        .bind(OptimizerDefinition.class, "AdamW", AdamW.class)
        .bind(OptimizerDefinition.class, "RmsProp", RmsProp.class)
        .bind(OptimizerDefinition.class, "Adadelta", Adadelta.class)
        .bind(OptimizerDefinition.class, "Adagrad", Adagrad.class)
        .bind(OptimizerDefinition.class, "Adamax", Adamax.class)
        .bind(OptimizerDefinition.class, "Adan", Adan.class)
        .bind(OptimizerDefinition.class, "AmsGrad", AmsGrad.class)
        .bind(OptimizerDefinition.class, "Lamb", Lamb.class)
        .bind(OptimizerDefinition.class, "Lars", Lars.class)
        .bind(OptimizerDefinition.class, "Lion", Lion.class)
        .bind(OptimizerDefinition.class, "NAdam", NAdam.class)
        .bind(OptimizerDefinition.class, "RAdam", RAdam.class)
        .bind(OptimizerDefinition.class, "Bop", Bop.class)
        .bind(OptimizerDefinition.class, "Ema", Ema.class)
        .bind(OptimizerDefinition.class, "Lookahead", Lookahead.class)
        .bind(OptimizerDefinition.class, "Sam", Sam.class)
        .bind(OptimizerDefinition.class, "ScheduleFreeAdamW", ScheduleFreeAdamW.class)
        .bind(OptimizerDefinition.class, "ScheduleFreeSgd", ScheduleFreeSgd.class)
        .bind(OptimizerDefinition.class, "Swa", Swa.class)
        .bind(TransformDefinition.class, "accumulate", Accumulate.class)
        .bind(TransformDefinition.class, "clip_norm", ClipNorm.class)
        .bind(TransformDefinition.class, "clip_each", ClipEach.class)
        .bind(TransformDefinition.class, "clip_value", ClipValue.class)
        .bind(TransformDefinition.class, "clamp", Clamp.class)
        .bind(ScheduleDefinition.class, "hold", Hold.class)
        .bind(ScheduleDefinition.class, "linear", Linear.class)
        .bind(ScheduleDefinition.class, "cosine", Cosine.class)
        .bind(ScheduleDefinition.class, "cosine_restarts", CosineRestarts.class)
        .bind(ScheduleDefinition.class, "warm_stable_decay", WarmStableDecay.class)
        .bind(ScheduleDefinition.class, "polynomial", Polynomial.class)
        .bind(ScheduleDefinition.class, "step", Step.class)
        .bind(ScheduleDefinition.class, "exponential", Exponential.class)
        .bind(ScheduleDefinition.class, "plateau", Plateau.class)
        .bind(ScheduleDefinition.class, "inverse_sqrt", InverseSqrt.class)
        .bind(FunctionDefinition.class, "cross_entropy", CrossEntropy.class)
        .bind(FunctionDefinition.class, "soft_cross_entropy", SoftCrossEntropy.class)
        .bind(FunctionDefinition.class, "mean_squared_error", MeanSquaredError.class)
        .bind(FunctionDefinition.class, "binary_cross_entropy", BinaryCrossEntropy.class)
        .bind(FunctionDefinition.class, "huber", Huber.class)
        .bind(FunctionDefinition.class, "entropy", Entropy.class)
        .bind(MetricDefinition.class, "accuracy", Accuracy.class)
        .bind(MetricDefinition.class, "calibration_error", CalibrationError.class)
        .bind(HostMetricDefinition.class, "bleu", Bleu.class)
        .bind(HostMetricDefinition.class, "average_precision", AveragePrecision.class)
        .bind(HostMetricDefinition.class, "roc_auc", RocAuc.class)
        .bind(HostMetricDefinition.class, "pr_auc", PrAuc.class)
        .bind(InitializerDefinition.class, "normal", Normal.class)
        .bind(InitializerDefinition.class, "truncated_normal", TruncatedNormal.class)
        .bind(InitializerDefinition.class, "uniform", Uniform.class)
        .bind(InitializerDefinition.class, "constant", Constant.class)
        .bind(InitializerDefinition.class, "glorot_uniform", FanScaled.GLOROT_UNIFORM)
        .bind(InitializerDefinition.class, "glorot_normal", FanScaled.GLOROT_NORMAL)
        .bind(InitializerDefinition.class, "he_uniform", FanScaled.HE_UNIFORM)
        .bind(InitializerDefinition.class, "he_normal", FanScaled.HE_NORMAL)
        .bind(InitializerDefinition.class, "lecun_uniform", FanScaled.LECUN_UNIFORM)
        .bind(InitializerDefinition.class, "lecun_normal", FanScaled.LECUN_NORMAL)
        .bind(DataSourceDefinition.class, "idx", Idx.class)
        .bind(DataSourceDefinition.class, "fashion_mnist", FashionMnist.class)
        .bind(DataSourceDefinition.class, "synthetic", Synthetic.class)
        .bind(DataSourceDefinition.class, "csv", Csv.class)
        .bind(DataSourceDefinition.class, "image_folder", ImageFolder.class)
        .bind(DataSourceDefinition.class, "cifar10", Cifar10.class)
        .bind(DataSourceDefinition.class, "cifar100", Cifar100.class)
        .bind(DataSourceDefinition.class, "npy", Numpy.FILES)
        .bind(DataSourceDefinition.class, "npz", Numpy.ARCHIVE)
        .bind(DataSourceDefinition.class, "tfrecord", TfRecord.NUMBERS)
        .bind(DataSourceDefinition.class, "tfrecord_images", TfRecord.IMAGES)
        .bind(DataSourceDefinition.class, "iwslt", SentencePairs.class)
        .bind(DataSourceDefinition.class, "tokens", TokenWindows.class)
        .bind(DataSourceDefinition.class, "image_text", ImageText.class)
        .bind(DataSourceDefinition.class, "coco_detection", CocoDetection.class)
        .bind(CallbackDefinition.class, "stop_when", StopWhen.class);
  }
}
